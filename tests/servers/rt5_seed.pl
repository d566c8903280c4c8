#!/usr/bin/perl
# Fills a Request Tracker 5 through its own API.  seed.pl N            adds N tickets, prints users' tokens and ids
#                                                 seed.pl write ID TEXT  lets the customer of ticket ID write TEXT
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;
use RT::Interface::CLI;
use RT::AuthToken;
use MIME::Entity;
use JSON ();
use Encode ();

my $system = RT->SystemUser;
my %made = (tokens => {}, tickets => []);

sub mail {
    my ($from, $subject, $text) = @_;
    return MIME::Entity->build(From => $from, Subject => Encode::encode('UTF-8', $subject), Type => 'text/plain',
        Charset => 'UTF-8', Encoding => 'base64', Data => [Encode::encode('UTF-8', $text)]);
}

if (($ARGV[0] // '') eq 'write') {
    my $ticket = RT::Ticket->new($system);
    $ticket->Load($ARGV[1]) or die "no ticket $ARGV[1]";
    my $who = $ticket->Requestors->UserMembersObj->First;
    my $theirs = RT::Ticket->new(RT::CurrentUser->new($who->Id));
    $theirs->Load($ARGV[1]);
    my ($ok, $said) = $theirs->Correspond(MIMEObj => mail($who->EmailAddress, $ticket->Subject, Encode::decode('UTF-8', $ARGV[2])));
    die "write: $said" unless $ok;
    exit 0;
}

my $many = $ARGV[0] // 20;
my $queue = RT::Queue->new($system);
$queue->Load('Support');
unless ($queue->Id) {
    my ($ok, $said) = $queue->Create(Name => 'Support', CorrespondAddress => 'support@rt.test',
        CommentAddress => 'support-comment@rt.test', SLADisabled => 1);
    die "queue: $said" unless $ok;
    my $group = RT::Group->new($system);
    $group->CreateUserDefinedGroup(Name => 'Agents');
    $group->PrincipalObj->GrantRight(Right => $_, Object => $queue) for qw(SeeQueue ShowTicket ShowTicketComments
        CreateTicket ReplyToTicket CommentOnTicket ModifyTicket OwnTicket TakeTicket Watch ShowOutgoingEmail DeleteTicket);
    $group->PrincipalObj->GrantRight(Right => $_, Object => $RT::System) for qw(ModifySelf ManageAuthTokens);
    my $all = RT::Group->new($system);
    $all->LoadSystemInternalGroup('Everyone');
    $all->PrincipalObj->GrantRight(Right => $_, Object => $queue) for qw(CreateTicket ReplyToTicket ShowTicket);
    for my $name (qw(alice bob)) {
        my $user = RT::User->new($system);
        my ($id, $why) = $user->Create(Name => $name, EmailAddress => "$name\@rt.test", RealName => ucfirst "$name Agent",
            Password => join('', map { ('a'..'z', 0..9)[rand 36] } 1 .. 20), Privileged => 1);
        die "user: $why" unless $id;
        $group->AddMember($user->Id);
        my ($done, $whynot, $token) = RT::AuthToken->new(RT::CurrentUser->new($user->Id))
            ->Create(Owner => $user->Id, Description => 'desk');
        die "token: $whynot" unless $done;
        $made{tokens}{$name} = $token;
    }
}

# Mails while seeding would take most of the time and be counted later.
my $handle = RT->DatabaseHandle->dbh;
$handle->do('UPDATE Scrips SET Disabled = 1');
my @topics = ('Charged twice this month', 'Cannot sign in after the update', 'Export stops half way', 'Parcel not arrived',
    'Change of address', "R\x{e9}f\x{e9}rence de facture", "Gr\x{fc}\x{df}e und eine Frage", 'Where is my refund');
my $picture = pack('H*', '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489');
for my $n (1 .. $many) {
    my $from = sprintf 'customer%03d@example.test', $n % 97;
    my $subject = $topics[$n % @topics] . " ($n)";
    my $first = mail($from, $subject, "Hello, this is message one about $subject.\n\nCan you look into it? " . 'Word ' x ($n % 60) . "\n");
    $first->attach(Type => 'image/png', Filename => "screen$n.png", Encoding => 'base64', Data => $picture) if $n % 5 == 0;
    my $ticket = RT::Ticket->new($system);
    my ($id, undef, $said) = $ticket->Create(Queue => $queue->Id, Subject => $subject, Requestor => [$from], MIMEObj => $first);
    die "ticket: $said" unless $id;
    for my $k (1 .. $n % 3) {
        my $who = $ticket->Requestors->UserMembersObj->First;
        my $theirs = RT::Ticket->new(RT::CurrentUser->new($who->Id));
        $theirs->Load($id);
        $theirs->Correspond(MIMEObj => mail($from, $subject, "Follow-up $k on this.\n"));
    }
    push @{ $made{tickets} }, $id + 0;
}
$handle->do('UPDATE Scrips SET Disabled = 0');
print JSON->new->canonical->encode(\%made);
