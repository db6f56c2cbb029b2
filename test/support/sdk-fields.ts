/** Names of fields in the type declarations of published SDKs. @module */
import ts from 'typescript-js'

/** How deep types are looked into. */
const MOST_LEVELS = 5

/**
 * Reads a declaration file and all that it names.
 *
 * @returns for each type, the paths of its fields: `jwt_configuration.alg`; those of arrays are those of their items
 * @throws for a type that is not there
 */
export function fieldsOfTypes(file: string, names: readonly string[]): Map<string, string[]> {
  const program = ts.createProgram([file], {
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  })
  const checker = program.getTypeChecker()
  const found = new Map<string, ts.Identifier>()
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      if (names.includes(node.name.text) && !found.has(node.name.text)) found.set(node.name.text, node.name)
    }
    ts.forEachChild(node, visit)
  }
  for (const source of program.getSourceFiles()) if (source.fileName.includes('/auth0')) visit(source)

  function walk(type: ts.Type, path: string, level: number, into: Set<string>): void {
    if (level > MOST_LEVELS) return
    for (const property of checker.getPropertiesOfType(type)) {
      const own = path === '' ? property.name : `${path}.${property.name}`
      into.add(own)
      const value = checker.getNonNullableType(checker.getTypeOfSymbol(property))
      for (const part of value.isUnion() ? value.types : [value]) {
        const item = checker.isArrayType(part) ? checker.getTypeArguments(part as ts.TypeReference)[0] : part
        const isObject = item && item.flags & ts.TypeFlags.Object && item.getCallSignatures().length === 0
        if (isObject) walk(item, own, level + 1, into)
      }
    }
  }
  return new Map(
    names.map((name) => {
      const node = found.get(name)
      if (!node) throw new Error(`${file} declares no ${name}`)
      const into = new Set<string>()
      walk(checker.getTypeAtLocation(node), '', 0, into)
      return [name, [...into]]
    }),
  )
}
