; SPDX-License-Identifier: EUPL-1.2
; The installer for Windows, made with Inno Setup 6 by package.ps1, which hands in the version and the sign tool.
; It installs for one person, into their own folders, and never asks for an administrator.

#ifndef Version
  #error Start packaging\windows\package.ps1; it hands in the version of the program.
#endif
#define Root "..\.."
#define Built Root + "\build\CoopDesk"

[Setup]
; Never change the id: by it the next version finds this one and takes its place.
AppId={{6B0D4F0C-6C0E-4D5B-9C53-2A3B7C1F8E47}
AppName=CoopDesk
AppVersion={#Version}
AppVerName=CoopDesk {#Version}
AppPublisher=CoopDesk
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\CoopDesk
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10 of autumn 2018, the oldest on which Qt 6.11 runs.
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\packaging\icons\coopdesk.ico
UninstallDisplayIcon={app}\CoopDesk.exe
OutputDir={#Root}\build\installer
OutputBaseFilename=CoopDesk-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
; An open window is asked to close; its changes are saved already.
CloseApplications=yes
RestartApplications=no
#ifdef Sign
; package.ps1 defines the tool "office"; $f is the file to sign. The uninstaller is signed as well.
SignTool=office
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "A shortcut on the &desktop"; Flags: unchecked
Name: "command"; Description: "The command &line: ""coopdesk"" can be typed in a console"; Flags: unchecked

[InstallDelete]
; The program of the last version goes as a whole: a module left over from it could be imported.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Built}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\CoopDesk"; Filename: "{app}\CoopDesk.exe"
Name: "{autodesktop}\CoopDesk"; Filename: "{app}\CoopDesk.exe"; Tasks: desktop

[Registry]
; A double click on a .coopdesk file opens it. All of it in the user's own part of the registry.
Root: HKCU; Subkey: "Software\Classes\.coopdesk"; ValueType: string; ValueName: ""; ValueData: "CoopDesk.File"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.coopdesk\OpenWithProgids"; ValueType: string; ValueName: "CoopDesk.File"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\CoopDesk.File"; ValueType: string; ValueName: ""; ValueData: "CoopDesk file"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CoopDesk.File\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\CoopDesk.exe,0"
Root: HKCU; Subkey: "Software\Classes\CoopDesk.File\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\CoopDesk.exe"" --database ""%1"""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: IsOffPath; Tasks: command

[Run]
Filename: "{app}\CoopDesk.exe"; Description: "Open CoopDesk"; Flags: nowait postinstall skipifsilent

; The office's files, settings and backups lie elsewhere and stay when the program is removed.

[Code]
function IsOffPath: Boolean;
var
  Path: String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Path) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Ours: String;
  Place: Integer;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Exit;
  Ours := ';' + ExpandConstant('{app}');
  Place := Pos(Lowercase(Ours) + ';', Lowercase(Path) + ';');
  if Place > 0 then
  begin
    Delete(Path, Place, Length(Ours));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Path);
  end;
end;
