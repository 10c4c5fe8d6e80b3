import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { EmbeddedInngestError } from "../errors.ts";
import { isRecord } from "../json.ts";

/** The keys an engine and its apps share; the fallback is the old one while keys are changed. */
export interface SigningKeys {
  readonly current: string;
  readonly fallback: string | undefined;
}

/** How old a signature may be, or how far ahead, in seconds: the SDK's window. */
const windowSeconds = 5 * 60;
const keyPattern = /^(signkey-\w+-)?((?:[0-9a-f]{2})+)$/i;

/** Reads the two options; undefined when there is no key. Throws `invalid-option` for what is no signing key. */
export function readSigningKeys(current: string | undefined, fallback: string | undefined): SigningKeys | undefined {
  for (const key of [current, fallback]) {
    if (key !== undefined && !keyPattern.test(key)) {
      throw new EmbeddedInngestError(
        "invalid-option",
        "A signing key is hexadecimal, with an optional prefix such as signkey-prod-. Make one with `openssl rand -hex 32`.",
      );
    }
  }
  if (current !== undefined) return { current, fallback };
  if (fallback === undefined) return undefined;
  throw new EmbeddedInngestError("invalid-option", "signingKeyFallback needs a signingKey beside it.");
}

/** JSON in its canonical form (RFC 8785): keys sorted, no spaces. The value must be JSON already. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

function macOf(text: string, key: string, seconds: string): string {
  // The SDK uses the key's text as secret, not the bytes it stands for.
  const secret = key.replace(keyPattern, "$2");
  return createHmac("sha256", secret)
    .update(text + seconds)
    .digest("hex");
}

/** The `x-inngest-signature` of a text. Signatures carry the real time, whatever clock the engine has. */
export function sign(text: string, key: string): string {
  const seconds = String(Math.floor(Date.now() / 1000));
  return `t=${seconds}&s=${macOf(text, key, seconds)}`;
}

/** True when one of the keys made this signature of the text, within the last five minutes. */
export function isSigned(text: string, signature: string | undefined, keys: SigningKeys): boolean {
  const parameters = new URLSearchParams(signature ?? "");
  const seconds = parameters.get("t") ?? "";
  const mac = parameters.get("s") ?? "";
  const age = Math.abs(Date.now() / 1000 - Number(seconds));
  if (seconds === "" || !(age <= windowSeconds)) return false;
  return keysOf(keys).some((key) => isSame(mac, macOf(text, key, seconds)));
}

/** What clients send as `Authorization: Bearer`: the prefix and the SHA-256 of the key's bytes. */
export function hashSigningKey(key: string): string {
  const [, prefix = "", hexadecimal = ""] = keyPattern.exec(key) ?? [];
  return prefix + createHash("sha256").update(Buffer.from(hexadecimal, "hex")).digest("hex");
}

/** Both keys, the current one first. */
export function keysOf({ current, fallback }: SigningKeys): string[] {
  return fallback === undefined ? [current] : [current, fallback];
}

/** Compares two secrets in a time that says nothing about where they differ. */
export function isSame(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
