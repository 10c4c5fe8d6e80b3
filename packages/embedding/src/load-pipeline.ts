import { isAbsolute, resolve } from "node:path";
import { EmbeddingError } from "./error.ts";
import type { TransformersEmbedderOptions } from "./transformers-embedder.ts";
import type { TransformersModule, TransformersPipeline } from "./transformers-module.ts";

/** Loads library and model. Throws `EmbeddingError` `invalid-options`, `model-not-found` or `unavailable`. */
export async function loadPipeline(options: TransformersEmbedderOptions): Promise<TransformersPipeline> {
  const { model, revision, dtype, device, cacheFolder, localFilesOnly, load = importLibrary } = options;
  const { pipeline } = await load();
  try {
    return await pipeline("feature-extraction", placeOf(options), {
      ...(revision !== undefined && { revision }),
      ...(dtype !== undefined && { dtype }),
      ...(device !== undefined && { device }),
      ...(cacheFolder !== undefined && { cache_dir: cacheFolder }),
      ...(localFilesOnly !== undefined && { local_files_only: localFilesOnly }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const named = error instanceof Error && error.name === "ModelFileNotFoundError";
    const missing = named || /could not locate|not found|unauthorized access|local_files_only/i.test(reason);
    const hint = missing ? "Check its name, and whether it has ONNX files." : "Check the network and the cache folder.";
    const message = `The model ${model} could not be loaded: ${reason.slice(0, 300)}. ${hint}`;
    throw new EmbeddingError(missing ? "model-not-found" : "unavailable", message, { cause: error });
  }
}

/**
 * Where the library is to look. It asks the hub for the files of a named model even when it may not load them from there, so
 * that one which has to be in the cache folder already is given as the folder it has there.
 */
function placeOf({ model, revision = "main", cacheFolder, localFilesOnly }: TransformersEmbedderOptions): string {
  if (!localFilesOnly || cacheFolder === undefined || isAbsolute(model)) return model;
  return resolve(cacheFolder, model, revision === "main" ? "" : revision);
}

async function importLibrary(): Promise<TransformersModule> {
  // Not a literal, so that neither compilers nor bundlers ask for a package that may not be there.
  const name: string = "@huggingface/transformers";
  try {
    return (await import(name)) as TransformersModule;
  } catch (error) {
    const message = `${name} could not be imported: install it beside @tributary/embedding (npm i ${name}).`;
    throw new EmbeddingError("invalid-options", message, { cause: error });
  }
}
