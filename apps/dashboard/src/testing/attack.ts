import type { Page } from "playwright-core";

/** What a page of another origin gets hold of, by every way there is. */
export async function attack(page: Page, target: string) {
  return page.evaluate(async (url) => {
    const read: string[] = [];
    const tries: readonly [string, RequestInit][] = [
      ["/v1/sources", {}],
      ["/v1/session", {}],
      ["/v1/search?q=a", { mode: "no-cors" }],
      ["/v1/keys", { method: "POST", mode: "no-cors", body: '{"name":"stolen"}' }],
      ["/v1/keys", { method: "POST", headers: { "content-type": "application/json" }, body: '{"name":"stolen"}' }],
      ["/v1/session", { method: "POST", mode: "no-cors", body: '{"key":"trib_guess"}' }],
      ["/v1/session", { method: "DELETE" }],
      ["/v1/sources", { method: "POST", mode: "no-cors", body: '{"kind":"git","config":{"path":"/"}}' }],
    ];
    for (const [path, init] of tries) {
      const text = await fetch(url + path, { credentials: "include", ...init }).then(
        (response) => response.text(),
        () => "",
      );
      if (text !== "") read.push(`${init.method ?? "GET"} ${path}: ${text}`);
    }
    const stream = new EventSource(`${url}/v1/jobs/job_1/events`, { withCredentials: true });
    const streamed = await new Promise<boolean>((resolve) => {
      stream.onopen = () => resolve(true);
      stream.onerror = () => resolve(false);
    });
    stream.close();
    const frame = document.createElement("iframe");
    frame.src = `${url}/sources`;
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    await loaded;
    const script = document.createElement("script");
    script.src = `${url}/v1/sources`;
    const ran = await new Promise<boolean>((resolve) => {
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      document.body.append(script);
    });
    return { read, streamed, ran };
  }, target);
}
