// A Vercel function for Node: its exports are the methods it answers.
import { createHandler } from "@tributary/console/handler";

const handler = createHandler(process.env);

export const GET = handler;
export const POST = handler;
export const PUT = handler;
