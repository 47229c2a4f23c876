/* A stand-in for icuuc.dll, which every Windows since 10 1703 has and Wine has not. Qt's core imports these names; this
   one knows no converter and says so. For the bench alone: it is never shipped. */
#define EXPORTED __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

EXPORTED void *ucnv_open(const char *name, int *error) { *error = FILE_ACCESS_ERROR; return 0; }
EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int number) { return 0; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return 0; }
EXPORTED const char *ucnv_getName(void *converter, int *error) { return 0; }

/* Never called, since no converter is ever given out. */
#define UNUSED(name) EXPORTED void name(void) {}
UNUSED(ucnv_close)
UNUSED(ucnv_reset)
UNUSED(ucnv_getMaxCharSize)
UNUSED(ucnv_getToUCallBack)
UNUSED(ucnv_getFromUCallBack)
UNUSED(ucnv_setToUCallBack)
UNUSED(ucnv_setFromUCallBack)
UNUSED(ucnv_toUnicode)
UNUSED(ucnv_fromUnicode)
UNUSED(ucnv_cbToUWriteUChars)
UNUSED(ucnv_cbFromUWriteUChars)
UNUSED(ucnv_toUCountPending)
UNUSED(ucnv_fromUCountPending)
UNUSED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
UNUSED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
