// sm2.mjs DIR MESSAGE OUT: sm-crypto over the parts of a signed message: its
// digest and signature; then MESSAGE with a signature of its own to OUT.
import { readFileSync, writeFileSync } from "node:fs";
import crypto from "sm-crypto";
const { sm2, sm3 } = crypto;
const [dir, message, out] = process.argv.slice(2);
const read = (name) => readFileSync(`${dir}/${name}`);
const text = (name) => read(name).toString().trim();
const must = (what, right) => {
  if (!right) {
    console.log(`not so: ${what}`);
    process.exit(1);
  }
};
const id = "1234567812345678";
const info = Array.from(read("signed-info"));
const options = { hash: true, der: true, userId: id };
must("digest", sm3(Array.from(read("canonical"))) === text("digest"));
must("signature", sm2.doVerifySignature(info, text("signature"), text("key"), options));
must("another id", !sm2.doVerifySignature(info, text("signature"), text("key"), { ...options, userId: "ALICE123@YAHOO.COM" }));
info[0] ^= 1;
must("another message", !sm2.doVerifySignature(info, text("signature"), text("key"), options));
info[0] ^= 1;
const secret = text("private").replace(/^00/, "").padStart(64, "0");
const value = sm2.doSignature(info, secret, { ...options, publicKey: text("key") });
const theirs = Buffer.from(value, "hex").toString("base64");
writeFileSync(out, readFileSync(message, "utf8").replace(/(<ds:SignatureValue>)[^<]*/, `$1${theirs}`));
console.log("digest and signature as sm-crypto has them; its own signature made");
