; The installer of 云企自评: for one person, without administrator. Run by build/windows, which defines
; VERSION, ROOT (the project), PROGRAM (the folder to install), LISTS (its files by name), SIDE (the picture on
; the last page), SIGN (a command) and OUT; and for the larger installer OCR (the folder of the optional part) and
; OCR_SIZE (megabytes).
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
AllowSkipFiles off
SetDateSave off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include "${LISTS}"

!define NAME "云企自评"
!define WINDOW "云企自评.exe"
!define CONSOLE "yunqi.exe"
!define UNINSTALLER "卸载云企自评.exe"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\yunqi"
!define BUSY 3 ; exit code: an older version is still running

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\yunqi"
InstallDirRegKey HKCU "${LISTED}" "InstallLocation"
BrandingText "${NAME} ${VERSION}　完全离线，数据不离开本机"
!uninstfinalize '${SIGN} "%1"'
!finalize '${SIGN} "%1"'

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${ROOT}/resources/icons/yunqi.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNICON "${ROOT}/resources/icons/yunqi.ico"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "安装还没有完成，确定要退出吗？"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_PAGE_HEADER_TEXT "安装云企自评 ${VERSION}"
!define MUI_PAGE_HEADER_SUBTEXT "只为您自己安装，不需要管理员权限。"
!ifdef OCR
  !define MUI_COMPONENTSPAGE_TEXT_TOP "勾选需要的内容，然后点“下一步”。“文字识别”约占 ${OCR_SIZE} MB：装上后，图片和扫描件里的文字（如发票上的名称、金额）也能读出来；只在本机运行，不连网。"
!else
  !define MUI_COMPONENTSPAGE_TEXT_TOP "勾选需要的内容，然后点“下一步”。"
!endif
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "安装内容："
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_HEADER_TEXT "安装到哪里"
!define MUI_PAGE_HEADER_SUBTEXT "一般不用改。案卷不放在这里，而是放在您自己选的文件夹。"
!define MUI_DIRECTORYPAGE_TEXT_TOP "云企自评将安装到下面的文件夹。要换地方，请点“浏览”；否则点“安装”。"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "云企自评已经装好"
!define MUI_FINISHPAGE_TEXT "以后从“开始”菜单打开云企自评，或双击案卷文件（.yunqi）。$\r$\n$\r$\n第一次用，可以先看看样例。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开云企自评"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从这台电脑上删除云企自评。您的案卷、申报包和设置都会保留。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
SetFont /LANG=2052 "Microsoft YaHei UI" 9

; An older program that still runs holds its files: wait for it, and overwrite nothing below it.
; Leaves "running" in $2 when a program of this name cannot be opened for writing.
!macro HELD NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${NAME}" a
    ${If} ${Errors} ; asking clears the flag
      StrCpy $2 "running"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

!macro CLOSED un
Function ${un}Closed
  StrCpy $0 0
  again:
    StrCpy $2 ""
    !insertmacro HELD "${WINDOW}"
    !insertmacro HELD "${CONSOLE}"
    StrCmp $2 "" closed
    ${IfNot} ${Silent}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "云企自评正在运行。请先关闭它的窗口（填写的内容已自动保存），再点“重试”。" IDRETRY again
      SetErrorLevel ${BUSY}
      Abort "没有改动：云企自评还在运行。"
    ${EndIf}
    IntOp $0 $0 + 1
    Sleep 500
    IntCmp $0 20 0 again 0
  SetErrorLevel ${BUSY}
  Quit
  closed:
FunctionEnd
!macroend
!insertmacro CLOSED ""
!insertmacro CLOSED "un."

; A double click on a file with this ending opens the window; ICON is the number of its picture in the program.
!macro OPENS ENDING KIND WORDS ICON
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\${WINDOW},${ICON}"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell" "" "open"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open" "" "打开(&O)"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
!macroend

; An ending that another program has taken over since stays with it.
!macro OPENS_NO_MORE ENDING KIND
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\${ENDING}" ""
    DeleteRegKey /ifempty HKCU "Software\Classes\${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
!macroend

Section "云企自评" PROGRAM_FILES
  SectionIn RO
  Call Closed
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}" ; the older version takes its own files away, and nothing else
    DetailPrint "正在移走旧版本……"
    ExecWait '"$INSTDIR\${UNINSTALLER}" /S /UPGRADE _?=$INSTDIR'
  ${EndIf}
  !insertmacro PROGRAM_FILES
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"

  !insertmacro OPENS ".yunqi" "yunqi.filing" "云企自评案卷" 1
  !insertmacro OPENS ".yunqi-return" "yunqi.return" "云企自评补正通知" 2
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the icons of files change at once

  WriteRegStr HKCU "${LISTED}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${LISTED}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  SectionGetSize ${PROGRAM_FILES} $0
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" $0
SectionEnd

!ifdef OCR
Section "文字识别（OCR）" OCR_PART
  !insertmacro OCR_FILES
  SetOutPath "$INSTDIR"
  ReadRegDWORD $0 HKCU "${LISTED}" "EstimatedSize"
  SectionGetSize ${OCR_PART} $1
  IntOp $0 $0 + $1
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" $0
SectionEnd
!endif

Section "桌面图标" DESKTOP_ICON
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOW}"
SectionEnd

Section /o "培训用：在桌面放一份做好的样例案卷" SAMPLE
  ${IfNot} ${FileExists} "$DESKTOP\样例.yunqi" ; what somebody practised on stays
    DetailPrint "正在准备样例案卷……"
    nsExec::Exec '"$INSTDIR\${CONSOLE}" import "$INSTDIR\lib\sample\filing.json" -o "$DESKTOP\样例.yunqi"'
    Pop $0
    ${If} $0 != 0
      DetailPrint "样例案卷没有放好；打开云企自评后，点“样例”也能看到它。"
    ${EndIf}
  ${EndIf}
SectionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "云企自评需要 Windows 10（1809 版）或更新的 Windows。请先升级系统，或换一台电脑安装。" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  ${GetParameters} $R0
!ifdef OCR
  ClearErrors
  ${GetOptions} $R0 "/NOOCR" $R1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${OCR_PART}
  ${EndIf}
!else
  ${If} ${FileExists} "$INSTDIR\lib\ocr\*.*"
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "这台电脑上的云企自评带有文字识别。这份安装程序不带，装好后文字识别就没有了；想保留，请点“取消”，改用文件名以 setup-ocr 结尾的安装程序。" /SD IDOK IDOK goes_on
    Abort
    goes_on:
  ${EndIf}
!endif
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}" ; upgrading: an icon that was thrown away does not come back
  ${AndIfNot} ${FileExists} "$DESKTOP\${NAME}.lnk"
    !insertmacro UnselectSection ${DESKTOP_ICON}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/NODESKTOP" $R1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${DESKTOP_ICON}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/SAMPLE" $R1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${SAMPLE}
  ${EndIf}
FunctionEnd

Section "un.云企自评"
  Call un.Closed
  !insertmacro REMOVED
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/UPGRADE" $R1
  ${If} ${Errors} ; else a newer version follows
    Delete "$INSTDIR\${UNINSTALLER}"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    !insertmacro OPENS_NO_MORE ".yunqi" "yunqi.filing"
    !insertmacro OPENS_NO_MORE ".yunqi-return" "yunqi.return"
    DeleteRegKey HKCU "${LISTED}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${EndIf}
SectionEnd
