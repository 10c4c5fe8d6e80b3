import { createHash } from "node:crypto";
import { pageHeaders } from "./files.ts";

/** These pages come without files beside them: what they look like is in them, and allowed by its hash. */
const style = `
  body { max-width: 34rem; margin: 0 auto; padding: 22vh 1.5rem 2rem; font: 1rem/1.6 system-ui, sans-serif;
    color: light-dark(#10201d, #e7efed); background: light-dark(#f5f7f6, #0c1211); }
  h1 { margin: 0 0 0.5rem; font-size: 1.375rem; letter-spacing: -0.01em; color: light-dark(#0b7467, #45c8b7); }
  p { margin: 0; }
  pre { margin-top: 1.25rem; padding: 0.875rem 1rem; overflow-x: auto; border-radius: 0.5rem; font-size: 0.8125rem;
    background: light-dark(#e9edec, #18211f); }
`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** Seconds after which the page that tells of a build asks again. */
const REFRESH_SECONDS = 1;

/** The page shown while the dashboard is built: it asks again by itself, without a script. */
export function buildingPage(): Response {
  const refresh = `<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`;
  const body = "<p>The dashboard is being built; this takes about ten seconds.</p>";
  return page({ status: 503, head: refresh, body, headers: { "retry-after": String(REFRESH_SECONDS) } });
}

/** The page shown when the dashboard could not be built, with the last lines of what the build printed. */
export function failedPage(output: string): Response {
  const advice = "Mend what it says and reload this page. The command line and the API work all the same.";
  const body = `<p>The dashboard could not be built. ${advice}</p>\n<pre>${escapeHtml(output)}</pre>`;
  return page({ status: 500, head: "", body, headers: {} });
}

/** The page shown where there is neither a built dashboard nor anything to build it from. */
export function missingPage(): Response {
  const body =
    "<p>This installation has no dashboard: <code>apps/dashboard/dist</code> is missing. The command line and the API work all the same.</p>";
  return page({ status: 404, head: "", body, headers: {} });
}

function page(parts: {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${parts.head}
<title>Tributary</title>
<style>${style}</style>
</head>
<body>
<h1>Tributary</h1>
${parts.body}
</body>
</html>
`;
  return new Response(html, {
    status: parts.status,
    headers: {
      ...pageHeaders,
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...parts.headers,
    },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
