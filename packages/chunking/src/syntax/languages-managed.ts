import type { SyntaxLanguage } from "./language.ts";
import { fieldName } from "./names.ts";

/** Java. */
export const java: SyntaxLanguage = {
  name: "java",
  grammar: "java",
  extensions: ["java"],
  definitions: {
    class_declaration: fieldName(),
    interface_declaration: fieldName(),
    enum_declaration: fieldName(),
    record_declaration: fieldName(),
    annotation_type_declaration: fieldName(),
    method_declaration: fieldName(),
    constructor_declaration: fieldName(),
    compact_constructor_declaration: fieldName(),
  },
  imports: { import_declaration: /\bimport\s+(?:static\s+)?([\w.]+\*?)/g },
};

/** C#. */
export const csharp: SyntaxLanguage = {
  name: "csharp",
  grammar: "c-sharp",
  extensions: ["cs"],
  definitions: {
    class_declaration: fieldName(),
    struct_declaration: fieldName(),
    interface_declaration: fieldName(),
    enum_declaration: fieldName(),
    record_declaration: fieldName(),
    delegate_declaration: fieldName(),
    method_declaration: fieldName(),
    constructor_declaration: fieldName(),
    destructor_declaration: fieldName(),
    property_declaration: fieldName(),
    local_function_statement: fieldName(),
  },
  namespaces: { namespace_declaration: fieldName(), file_scoped_namespace_declaration: fieldName() },
  wrappers: ["global_statement"],
  groups: ["preproc_if", "preproc_else", "preproc_elif"],
  imports: { using_directive: /\busing\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)/g },
};
