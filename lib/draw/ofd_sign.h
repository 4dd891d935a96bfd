/* ofd_sign.h: signatures of OFD files (GB/T 33190-2016 17, GB/T 38540-2020). */
#ifndef DRAW_OFD_SIGN_H
#define DRAW_OFD_SIGN_H

#include "draw/pdf_sign.h"

#define OFD_SIGNATURES "Doc_0/Signs/Signatures.xml"
#define OFD_SM3 "1.2.156.10197.1.401"
#define OFD_SHA256 "2.16.840.1.101.3.4.2.1"

/* Appends the signed file: every part of `ofd`, Signatures.xml apart, with its
 * digest. A stamp whose seal has a structure makes Type="Seal", with the seal
 * at its place (and nowhere else); other stamps make Type="Sign", SignedData
 * of cms.h. `ofd` is one that ofd_write made, signed before or not: ERR_INPUT
 * "ofd-form" else. */
bool ofd_sign(const struct buf *ofd, const struct stamp *stamp,
    const struct signer *signer, struct buf *out, struct err *err) MUST_CHECK;

#endif
