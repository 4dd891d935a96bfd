#!/bin/sh
# fonts.sh DIR: puts the Fandol typefaces (GPL-3 with font exception) in DIR.
# They are plain files inside one Debian package; the package is unpacked
# here, not installed, so that no TeX comes with it. Without network the
# typesetter falls back to Noto CJK and LXGW WenKai: this says so and is no
# failure.
set -u

dir=${1:?fonts.sh DIR}
package=texlive-lang-chinese
want='Fang-Regular Hei-Regular Hei-Bold Kai-Regular Song-Regular Song-Bold'

have()
{
	for f in $want; do
		[ -s "$dir/Fandol$f.otf" ] || return 1
	done
}

fallback()
{
	echo "fonts: $1;" \
	    "letters will be set in Noto CJK and LXGW WenKai" >&2
	exit 0
}

have && exit 0
mkdir -p "$dir" || exit 1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
chmod 755 "$tmp"
cd "$tmp" || exit 1
echo "fonts: unpacking Fandol out of Debian's $package (not installed)"
apt-get -qq -o APT::Sandbox::User=root download "$package" ||
    fallback "$package cannot be fetched"
mkdir tree
dpkg-deb --fsys-tarfile "$package"*.deb |
    tar -x -C tree --wildcards '*/fandol/Fandol[FHKS]*.otf' ||
    fallback "$package holds no Fandol files"
cd - >/dev/null || exit 1
find "$tmp/tree" -name 'Fandol*.otf' -exec cp {} "$dir/" \;
have || fallback 'some Fandol files are missing'
echo "fonts: $(ls "$dir" | wc -l) files in $dir"
