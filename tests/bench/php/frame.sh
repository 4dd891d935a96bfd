#!/bin/bash
# frame.sh LIST.html DIR: our own page, but for its rows, as the frame of the
# rivals: DIR/head.php, DIR/foot.php and DIR/list.xsl (of list.xsl). What
# differs from request to request is put in by them as by us: name, tokens,
# cursor; the rest of the frame is text to them.
set -eu
perl -CS -0 -e '
    my ($page, $dir, $sheet) = @ARGV;
    sub slurp { open my $f, "<:utf8", $_[0] or die; local $/; <$f> }
    sub spill { open my $f, ">:utf8", $_[0] or die; print $f $_[1] }
    my ($head, $foot) = slurp($page) =~ /^(.*<tbody>).*?(<\/tbody>.*)$/s or die "no list";
    sub fill { # TEXT OPEN CLOSE: values in attributes
        my ($t, $v) = @_;
        $t =~ s/value="[0-9a-f]{64}"/"value=\"" . $v->("csrf") . "\""/ge;
        $t =~ s/value="[0-9a-f]{8}-[0-9a-f-]{27}"/"value=\"" . $v->("request") . "\""/ge;
        $t =~ s/value="[^"]*~\d+"/"value=\"" . $v->("cursor") . "\""/ge;
        $t;
    }
    my $php = sub { "<?= \$h(\$page[\"$_[0]\"]) ?>" };
    my $name = qr/(class="who"[^>]*>)[^<]*/;
    (my $h = fill($head, $php)) =~ s/$name/$1 . $php->("name")/e;
    spill("$dir/head.php", $h);
    spill("$dir/foot.php", fill($foot, $php));
    my $xsl = fill("$head<xsl:apply-templates select=\"case\"/>$foot", sub { "{\@$_[0]}" });
    $xsl =~ s/$name/$1<xsl:value-of select="\@name"\/>/;
    $xsl =~ s/^<!doctype html>\s*//i;
    $xsl =~ s/<(meta|link|input|br|hr|img)\b([^>]*)>/<$1$2\/>/g;
    $xsl =~ s/ (defer|selected|checked|required|hidden)(?=[ >\/])/ $1="$1"/g;
    my $s = slurp($sheet);
    $s =~ s/<page-frame\/>/$xsl/ or die "no place";
    spill("$dir/list.xsl", $s);
' "$1" "$2" "$(dirname "$0")/list.xsl"
