#!/bin/sh

# At an upgrade rpm runs this of the old version, too, after the new one is installed, and says how many are left:
# https://docs.fedoraproject.org/en-US/packaging-guidelines/Scriptlets/
# What the new one has just put there has to stay.
if [ "$1" -ge 1 ]; then
    exit 0
fi

if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
    rm -f '/usr/bin/${executable}'
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
    # Else it would be in force until the computer is started again.
    if type apparmor_parser >/dev/null 2>&1; then
        apparmor_parser --remove "$profile" || true
    fi
    rm -f "$profile"
fi
