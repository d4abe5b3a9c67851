# SPDX-License-Identifier: EUPL-1.2
# Makes what is given out for Windows: the program, a portable zip, and an installer that needs no administrator.
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\package.ps1 [-Thumbprint HEX] [-TimeServer ADDRESS]
#
# Needed: Python 3.11 or newer (py), Inno Setup 6 (iscc on the path) and, for signing, signtool of the Windows SDK
# with the office's certificate in the store of the user. Without -Thumbprint nothing is signed; then Windows warns
# whoever installs it. The results lie in build\installer.
param(
    [string]$Thumbprint = "",
    [string]$TimeServer = ""
)
$ErrorActionPreference = "Stop"
$Root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
$Built = Join-Path $Root "build\CoopDesk"
$Out = Join-Path $Root "build\installer"

function Stop-OnFailure([string]$What) {
    if ($LASTEXITCODE -ne 0) { throw "$What ended with exit code $LASTEXITCODE." }
}

function Get-SignArguments {
    $Arguments = @("sign", "/sha1", $Thumbprint, "/fd", "SHA256")
    # A time stamp keeps the signature good after the certificate has run out.
    if ($TimeServer) { $Arguments += @("/tr", $TimeServer, "/td", "SHA256") }
    return $Arguments
}

# 1. The program, tried out.
& py (Join-Path $Root "packaging\build.py")
Stop-OnFailure "build.py"
$Version = (& (Join-Path $Built "coopdesk.com") --version).Split(" ")[1]
Stop-OnFailure "coopdesk --version"

# 2. Signatures on our two programs. The libraries of Qt and Python carry those of their makers.
if ($Thumbprint) {
    $Arguments = Get-SignArguments
    & signtool @Arguments (Join-Path $Built "CoopDesk.exe") (Join-Path $Built "coopdesk.com")
    Stop-OnFailure "signtool"
}

# 3. The installer: into the user's own folders, with .coopdesk files opened by a double click.
New-Item -ItemType Directory -Force $Out | Out-Null
$Inno = @("/DVersion=$Version", (Join-Path $PSScriptRoot "coopdesk.iss"))
if ($Thumbprint) {
    # Inno Setup writes $q for a quotation mark and $f for the file to sign.
    $Inno = @("/DSign", "/Soffice=signtool $((Get-SignArguments) -join ' ') `$q`$f`$q") + $Inno
}
& iscc @Inno
Stop-OnFailure "Inno Setup"

# 4. The portable zip: unpacked anywhere, with its file and settings beside it.
$Portable = Join-Path $Root "build\packaging\portable"
Remove-Item -Recurse -Force $Portable -ErrorAction SilentlyContinue
New-Item -ItemType Directory -Force $Portable | Out-Null
Copy-Item -Recurse $Built (Join-Path $Portable "CoopDesk")
Copy-Item (Join-Path $PSScriptRoot "portable.cmd") (Join-Path $Portable "CoopDesk\CoopDesk portable.cmd")
$Zip = Join-Path $Out "CoopDesk-$Version-portable.zip"
Remove-Item $Zip -ErrorAction SilentlyContinue
# Not Compress-Archive of old PowerShells, which writes paths that other systems cannot read.
& tar -a -c -f $Zip -C $Portable CoopDesk
Stop-OnFailure "tar"

# 5. What a receiver can compare.
Get-ChildItem $Out -File -Filter "CoopDesk-$Version-*" | Where-Object Extension -ne ".sha256" | ForEach-Object {
    $Hash = (Get-FileHash -Algorithm SHA256 $_.FullName).Hash.ToLower()
    Set-Content -Encoding ascii "$($_.FullName).sha256" "$Hash  $($_.Name)"
}
