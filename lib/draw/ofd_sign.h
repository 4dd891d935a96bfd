/* ofd_sign.h: signatures of OFD files (GB/T 33190-2016 17, GB/T 38540-2020). */
#ifndef DRAW_OFD_SIGN_H
#define DRAW_OFD_SIGN_H

#include "draw/ofd.h"
#include "draw/pdf_sign.h"

#define OFD_SM3 "1.2.156.10197.1.401"
#define OFD_SHA256 "2.16.840.1.101.3.4.2.1"

/* Signs the package: every part of it, Signatures.xml apart, with its digest.
 * A stamp whose seal has a structure makes Type="Seal", with the seal at its
 * place (and nowhere else); other stamps make Type="Sign", SignedData of cms.h.
 * `o` is made to be signed, and signed before or not. */
bool ofd_sign(struct ofd *o, const struct stamp *stamp,
    const struct signer *signer, struct err *err) MUST_CHECK;

#endif
