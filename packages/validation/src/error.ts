import { z } from "zod";

/** An error as it is stored and shown: a code to act on, a sentence to read. */
export const problemSchema = z.object({ code: z.string().min(1), message: z.string().min(1) }).meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;
