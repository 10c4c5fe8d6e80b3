import { describe, expect, it } from "vitest";
import { causeWithoutSecrets, withoutSecrets } from "./without-secrets.ts";

const secrets = ['key+/"once', "https://hooks.example/services/T/B", "short"];

describe("what a service said", () => {
  it("holds no secret, however it is written", () => {
    const text = `bad ${secrets[0]}: ${JSON.stringify({ at: secrets[0] })} ${encodeURIComponent(secrets[1] ?? "")}`;
    expect(withoutSecrets(text, secrets)).toBe('bad [secret]: {"at":"[secret]"} [secret]');
    expect(withoutSecrets("in short", secrets)).toBe("in short");
    expect(withoutSecrets("as it is", [])).toBe("as it is");
  });

  it("is no cause when it holds one, at any depth", () => {
    const plain = new Error("refused", { cause: new Error("reset") });
    expect(causeWithoutSecrets(plain, secrets)).toBe(plain);
    const inner = Object.assign(new Error("refused"), { response: `535 ${secrets[0]}` });
    expect(causeWithoutSecrets(new Error("not sent", { cause: inner }), secrets)).toBeUndefined();
    expect(causeWithoutSecrets(new TypeError(`${secrets[1]} is no header`), secrets)).toBeUndefined();
    expect(causeWithoutSecrets(undefined, secrets)).toBeUndefined();
  });
});
