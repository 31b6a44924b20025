; Inno Setup 6.3 or later: installs the frozen program for one person, without administrator rights.
; Run by packaging/package.py, which gives the version: iscc /DVersion=1.2.3 packaging\windows\foyer.iss

#ifndef Version
  #error Give the version: /DVersion=1.2.3
#endif
#define Classes "Software\Classes"
#define List Classes + "\Foyer.List"
; of the keys of others: what Foyer wrote goes with it, and nothing else
#define Leave "uninsdeletevalue uninsdeletekeyifempty"

[Setup]
; Windows knows an installed Foyer by this and a new one replaces it, so it never changes.
AppId={{39614A3D-2269-4B79-BB8F-E1BB22898C0C}
AppName=Foyer
AppVersion={#Version}
AppPublisher=The Foyer developers
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Foyer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt's oldest: Windows 10, 1809
MinVersion=10.0.17763
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=Foyer-{#Version}-setup
SetupIconFile=build\icons\foyer.ico
UninstallDisplayIcon={app}\foyer.exe
WizardStyle=modern
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; what an older version had and this one has not
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\foyer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Foyer"; Filename: "{app}\foyer.exe"
Name: "{autodesktop}\Foyer"; Filename: "{app}\foyer.exe"; Tasks: desktop

[Registry]
; Foyer under "Open with" for attendee lists; what opens them by a double click stays as it was
Root: HKA; Subkey: "{#List}"; ValueType: string; ValueData: "Attendee list"; Flags: uninsdeletekey
Root: HKA; Subkey: "{#List}\DefaultIcon"; ValueType: string; ValueData: "{app}\foyer.exe,0"
Root: HKA; Subkey: "{#List}\shell\open"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Foyer"
Root: HKA; Subkey: "{#List}\shell\open\command"; ValueType: string; ValueData: """{app}\foyer.exe"" ""%1"""
Root: HKA; Subkey: "{#Classes}\.csv\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}
Root: HKA; Subkey: "{#Classes}\.tsv\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}
Root: HKA; Subkey: "{#Classes}\.xlsx\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}
Root: HKA; Subkey: "{#Classes}\.xlsm\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}
Root: HKA; Subkey: "{#Classes}\.xls\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}
Root: HKA; Subkey: "{#Classes}\.ods\OpenWithProgids"; ValueType: string; ValueName: "Foyer.List"; Flags: {#Leave}

[Run]
Filename: "{app}\foyer.exe"; Description: "{cm:LaunchProgram,Foyer}"; Flags: nowait postinstall skipifsilent
