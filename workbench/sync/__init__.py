"""Between this machine and the helpdesk: pull what is new, deliver what waits."""
