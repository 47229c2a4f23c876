/* What Wine's C runtime lacks of Windows' own: the functions on complex numbers, which numpy uses while it is loaded.
   Everything else is handed on to Wine's runtime under another name (build/windows.d/prefix). For the bench alone. */
#include <complex.h>

typedef struct { float re, im; } F;  /* _Fcomplex, _Dcomplex (and _Lcomplex), as Windows passes them */
typedef struct { double re, im; } D;

static float complex f(F z) { return z.re + z.im * I; }
static double complex d(D z) { return z.re + z.im * I; }
static F of(float complex z) { return (F){crealf(z), cimagf(z)}; }
static D od(double complex z) { return (D){creal(z), cimag(z)}; }

#define REAL(NAME) \
  float own_##NAME##f(F z) { return NAME##f(f(z)); } \
  double own_##NAME(D z) { return NAME(d(z)); } \
  double own_##NAME##l(D z) { return NAME(d(z)); }
#define COMPLEX(NAME) \
  F own_##NAME##f(F z) { return of(NAME##f(f(z))); } \
  D own_##NAME(D z) { return od(NAME(d(z))); } \
  D own_##NAME##l(D z) { return od(NAME(d(z))); }

REAL(cabs) REAL(carg) REAL(cimag) REAL(creal)
COMPLEX(cacos) COMPLEX(cacosh) COMPLEX(casin) COMPLEX(casinh) COMPLEX(catan) COMPLEX(catanh) COMPLEX(ccos) COMPLEX(ccosh)
COMPLEX(cexp) COMPLEX(clog) COMPLEX(conj) COMPLEX(csin) COMPLEX(csinh) COMPLEX(csqrt) COMPLEX(ctan) COMPLEX(ctanh)

F own_cpowf(F z, F w) { return of(cpowf(f(z), f(w))); }
D own_cpow(D z, D w) { return od(cpow(d(z), d(w))); }
D own_cpowl(D z, D w) { return od(cpow(d(z), d(w))); }
