import type { SyntaxLanguage } from "./language.ts";
import { assignedFunctionName, fieldName, functionValueName, variableName } from "./names.ts";

const shared = {
  definitions: {
    function_declaration: fieldName(),
    generator_function_declaration: fieldName(),
    class_declaration: fieldName(),
    method_definition: fieldName(),
    lexical_declaration: variableName,
    variable_declaration: variableName,
    expression_statement: assignedFunctionName,
    pair: functionValueName("key"),
  },
  wrappers: ["export_statement"],
  annotations: ["decorator"],
  imports: {
    import_statement: /(?:\bfrom|^import|require\()\s*["']([^"'\n]+)["']/g,
    export_statement: /^export\s[^"'`;=()]{0,2000}?\bfrom\s*["']([^"'\n]+)["']/g,
    lexical_declaration: /=\s*require\(\s*["']([^"'\n]+)["']\s*\)/g,
    variable_declaration: /=\s*require\(\s*["']([^"'\n]+)["']\s*\)/g,
  },
} as const;

/** JavaScript, JSX included. */
export const javascript: SyntaxLanguage = {
  ...shared,
  name: "javascript",
  grammar: "javascript",
  extensions: ["js", "jsx", "mjs", "cjs"],
  definitions: { ...shared.definitions, field_definition: functionValueName("property") },
};

const typed = {
  ...shared,
  definitions: {
    ...shared.definitions,
    abstract_class_declaration: fieldName(),
    public_field_definition: functionValueName("name"),
    function_signature: fieldName(),
    interface_declaration: fieldName(),
    type_alias_declaration: fieldName(),
    enum_declaration: fieldName(),
  },
  namespaces: { internal_module: fieldName(), module: fieldName() },
  wrappers: ["export_statement", "ambient_declaration"],
} as const;

/** TypeScript without JSX. */
export const typescript: SyntaxLanguage = {
  ...typed,
  name: "typescript",
  grammar: "typescript",
  extensions: ["ts", "mts", "cts"],
};

/** TypeScript with JSX. */
export const tsx: SyntaxLanguage = { ...typed, name: "tsx", grammar: "tsx", extensions: ["tsx"] };
