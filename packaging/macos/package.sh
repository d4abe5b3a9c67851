#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes what is given out for macOS: CoopDesk.app in a disk image, for the processor of this machine.
#
#   packaging/macos/package.sh [IDENTITY [PROFILE]]
#
# IDENTITY is the office's "Developer ID Application: ..." in the keychain, PROFILE what `xcrun notarytool
# store-credentials` was told to remember. Without IDENTITY the program is signed for this machine only; without
# PROFILE it is not notarised, and other machines refuse to open it at first. The results lie in build/installer.
set -euo pipefail
cd "$(dirname "$0")/../.."
identity="${1:-}"
profile="${2:-}"
app=build/CoopDesk.app
out=build/installer

# 1. The program, tried out.
python3 packaging/build.py
version="$("$app/Contents/MacOS/CoopDesk" --version | cut -d' ' -f2)"

# 2. Signatures: what lies inside first, then the whole. PyInstaller has signed everything for this machine only.
if [[ -n "$identity" ]]; then
    find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 |
        xargs -0 codesign --force --timestamp --options runtime --sign "$identity"
    find "$app/Contents/Frameworks" -type d -name '*.framework' -prune -print0 |
        xargs -0 -r codesign --force --timestamp --options runtime --sign "$identity"
    codesign --force --timestamp --options runtime \
        --entitlements packaging/macos/entitlements.plist --sign "$identity" "$app"
    codesign --verify --strict --deep "$app"
fi

# 3. The disk image, with the folder to drag the program into.
stage=build/packaging/image
rm -rf "$stage"
mkdir -p "$stage" "$out"
ditto "$app" "$stage/CoopDesk.app"
ln -s /Applications "$stage/Applications"
image="$out/CoopDesk-$version-$(uname -m).dmg"
hdiutil create -volname "CoopDesk $version" -srcfolder "$stage" -format UDZO -ov "$image"

# 4. Apple looks at it and its answer is fastened to the image, so that it opens without a network.
if [[ -n "$identity" ]]; then
    codesign --timestamp --sign "$identity" "$image"
fi
if [[ -n "$profile" ]]; then
    xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
    xcrun stapler staple "$image"
fi

# 5. What a receiver can compare.
(cd "$out" && shasum -a 256 "$(basename "$image")" >"$(basename "$image").sha256")
