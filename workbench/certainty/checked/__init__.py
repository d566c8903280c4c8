"""What was checked while a reply was written: kept with the draft, and with the reply when it leaves."""
