@rem SPDX-License-Identifier: EUPL-1.2
@rem Opens CoopDesk with its file and its settings in the folder "data" beside it, so that the folder can be carried
@rem about. package.ps1 puts it into the portable zip as "CoopDesk portable.cmd"; nothing is written to the profile.
@setlocal
@set "COOPDESK_DATABASE=%~dp0data\office.coopdesk"
@set "COOPDESK_CONFIG=%~dp0data\config"
@start "" "%~dp0CoopDesk.exe" %*
