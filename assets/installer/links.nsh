# Offers Offhook for telephone links: Windows lists it under "Default apps", and when a link is opened for the first time. It takes nothing from
# another program: since Windows 8 the person chooses the default, an installer only registers what can be chosen.
# SHELL_CONTEXT is HKCU or HKLM, after whom the installation is for.
# https://learn.microsoft.com/windows/win32/shell/default-programs

!define LINKS_PROGID "Offhook.Link"
!define LINKS_CAPABILITIES "Software\Offhook\Capabilities"

!macro offerLink SCHEME
  WriteRegStr SHELL_CONTEXT "${LINKS_CAPABILITIES}\URLAssociations" "${SCHEME}" "${LINKS_PROGID}"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}" "" "Telephone call"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}\Application" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}\shell\open\command" "" '"$appExe" "%1"'

  WriteRegStr SHELL_CONTEXT "${LINKS_CAPABILITIES}" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${LINKS_CAPABILITIES}" "ApplicationDescription" "${APP_DESCRIPTION}"
  WriteRegStr SHELL_CONTEXT "${LINKS_CAPABILITIES}" "ApplicationIcon" "$appExe,0"
  !insertmacro offerLink "tel"
  !insertmacro offerLink "callto"
  !insertmacro offerLink "sip"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "${PRODUCT_NAME}" "${LINKS_CAPABILITIES}"
  # SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

# By a newer installer too, which then registers the links where it is itself installed.
!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "${PRODUCT_NAME}"
  DeleteRegKey SHELL_CONTEXT "${LINKS_CAPABILITIES}"
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Offhook"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${LINKS_PROGID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
