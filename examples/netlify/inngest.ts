// A Netlify function, served at the path below.
import { createHandler } from "@tributary/console/handler";

// biome-ignore lint/style/noDefaultExport: what Netlify calls is the default export.
export default createHandler(process.env);

export const config = { path: "/api/inngest" };
