import { pageHeaders } from "./files.ts";

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
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...parts.headers,
    },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
