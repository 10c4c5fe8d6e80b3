import { signDelivery as signSlack, urlVerification } from "@tributary/source-slack/testing";
import { describe, expect, it } from "vitest";
import { createServedConsole } from "../testing/served-console.ts";
import { type SignedDelivery, webhookProviders } from "../testing/webhook-providers.ts";

interface Listed {
  readonly deliveries: readonly { readonly kind: string; readonly deliveryId: string; readonly state: string }[];
}

/** Slack asks a new address for an answer, which only somebody with the secret may have. */
async function shakeHands(url: string, secret: string): Promise<void> {
  const ask = async (signedWith: string, challenge: string) => {
    const { headers, body } = signSlack(urlVerification(challenge), signedWith, Date.now());
    const answer = await fetch(url, { method: "POST", headers, body });
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };
  expect((await ask("another-secret", "3eZbrw1aB")).status).toBe(401);
  expect(await ask(secret, "3eZbrw1aB")).toMatchObject({ status: 200, text: "3eZbrw1aB" });
  const markup = await ask(secret, "<script>alert(1)</script>");
  expect(markup.type).toMatch(/^text\/plain/);
}

describe("webhook deliveries of each provider", { timeout: 120_000 }, () => {
  it("are taken as the provider signs them, and in no other way", async () => {
    const { url, connect, get } = await createServedConsole();
    const deliver = async (path: string, { headers, body }: SignedDelivery) => {
      const answer = await fetch(`${url}/webhooks/${path}`, { method: "POST", headers, body });
      return { status: answer.status, text: await answer.text() };
    };
    for (const provider of webhookProviders) {
      const { kind, signature, idHeader, window, maxBytes, sign } = provider;
      const { sourceId, secret } = await connect({ kind, ...(await provider.start()) });
      const at = Date.now();
      const content = { text: "first", id: `${kind}-1`, at };
      const good = sign(content, secret);
      const given = good.headers[signature] ?? "";
      const signed = (value: string) => ({ ...good, headers: { ...good.headers, [signature]: value } });
      const { [signature]: _, ...unsigned } = good.headers;
      const forged: Readonly<Record<string, SignedDelivery>> = {
        "no signature": { ...good, headers: unsigned },
        "an empty one": signed(""),
        "a wrong secret": sign(content, `${secret}x`),
        "no secret": sign(content, ""),
        "a cut one": signed(given.slice(0, -1)),
        "upper case": signed(given.toUpperCase()),
        several: signed(`${given}, ${given}`),
        "a long one": signed("0".repeat(8_000)),
        "that of another delivery": { ...sign({ ...content, text: "other" }, secret), headers: good.headers },
        "altered bytes": { ...good, body: Buffer.from(Buffer.from(good.body).toString().replace("first", "First")) },
        "no bytes": { ...good, body: new Uint8Array() },
        ...(window && {
          "an old time": sign({ ...content, at: at - window - 2_000 }, secret),
          "a time to come": sign({ ...content, at: at + window + 30_000 }, secret),
        }),
      };
      for (const [n, [what, delivery]] of Object.entries(forged).entries()) {
        const { status, text } = await deliver(n % 2 === 0 ? kind : `${kind}/${sourceId}`, delivery);
        expect(status, `${kind}: ${what}`).toBe(401);
        expect(text, `${kind}: ${what}`).not.toMatch(/secret|signature|sha|hmac/i);
      }
      const ofKind = async () =>
        (await get<Listed>("/v1/webhooks/deliveries")).deliveries.filter((one) => one.kind === kind);
      expect(await ofKind()).toEqual([]);

      const typed = (type: string) => ({ ...good, headers: { ...good.headers, "content-type": type } });
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""]) {
        expect((await deliver(kind, typed(type))).status, `${kind}: ${type}`).toBe(415);
      }
      expect((await deliver(kind, { ...good, body: new Uint8Array(maxBytes + 1) })).status).toBe(413);
      expect((await deliver(`${kind}/src_none`, good)).status).toBe(404);

      expect(await deliver(kind, good)).toEqual({ status: 202, text: '{"received":true}' });
      const again = { status: 200, text: '{"received":false}' };
      expect(await deliver(`${kind}/${sourceId}`, good), "the same").toEqual(again);
      expect(await deliver(kind, sign({ ...content, at: at + 1_000 }, secret)), "signed again").toEqual(again);
      const other = Buffer.from(Buffer.from(good.body).toString().replace(`${kind}-1`, `${kind}-9`));
      const replayed = await (idHeader === undefined
        ? deliver(kind, { ...good, body: other })
        : deliver(kind, { ...good, headers: { ...good.headers, [idHeader]: `${kind}-9` } }));
      expect(replayed.status, `${kind}: replayed with another id`).toBe(idHeader === undefined ? 401 : 200);
      expect((await deliver(kind, sign({ ...content, text: "second" }, secret))).status, "its id").toBe(200);
      expect((await deliver(kind, sign({ ...content, text: "second", id: `${kind}-2` }, secret))).status).toBe(202);
      if (kind === "slack") await shakeHands(`${url}/webhooks/slack`, secret);
      expect(await ofKind()).toMatchObject([
        { deliveryId: `${kind}-2`, state: "ignored" },
        { deliveryId: `${kind}-1`, state: "ignored" },
      ]);
    }
  });
});
