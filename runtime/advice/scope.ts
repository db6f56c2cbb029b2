/** Resolves names to variables, and finds every place that assigns or reads them. @module */
import type { AnyNode, Identifier, Pattern } from 'acorn'
import type { FunctionNode } from './function-node.ts'
import { isFunction } from './function-node.ts'
import type { Syntax } from './syntax.ts'

/** One assignment to a variable. */
interface Write {
  node: AnyNode
  /** The assigned or destructured value; absent when it comes from elsewhere: a loop, a call's argument. */
  value?: AnyNode
  /** Keys from the value to the variable, for destructuring; `...` for the rest. */
  path: readonly string[]
  operator: string
}

export interface Binding {
  name: string
  /** The function, block or clause in which the name is visible. */
  scope: AnyNode
  /** The first place of the name. */
  node: AnyNode
  /** Set for parameters of functions. */
  parameter?: { fn: FunctionNode; index: number; path: readonly string[] }
  writes: Write[]
  reads: Identifier[]
}

export interface Scopes {
  /** @returns undefined for globals */
  binding(identifier: Identifier): Binding | undefined
  bindings: readonly Binding[]
  /** The variable of one parameter when it is a plain name. */
  parameter(fn: FunctionNode, index: number): Binding | undefined
  /** The only function that a variable ever holds. */
  functionOf(binding: Binding): FunctionNode | undefined
  /** The variable of a function, when it has one. */
  bindingOf(fn: FunctionNode): Binding | undefined
  /** Whether the variable is assigned in a function other than the one that declares it. */
  changesElsewhere(binding: Binding): boolean
}

/** Resolves every identifier once. */
export function resolveScopes(syntax: Syntax): Scopes {
  const table = new Map<AnyNode, Map<string, Binding>>()
  const bindings: Binding[] = []
  const resolved = new Map<AnyNode, Binding>()
  const ofFunction = new Map<FunctionNode, Binding>()

  function declare(scope: AnyNode, node: Identifier): Binding {
    const names = table.get(scope) ?? new Map<string, Binding>()
    table.set(scope, names)
    const known = names.get(node.name)
    if (known) return known
    const binding: Binding = { name: node.name, scope, node, writes: [], reads: [] }
    names.set(node.name, binding)
    bindings.push(binding)
    return binding
  }

  function declarePattern(scope: AnyNode, pattern: AnyNode, value: AnyNode | undefined): void {
    takeApart(pattern, value, [], '=', (identifier, write) => {
      declare(scope, identifier).writes.push(write)
    })
  }

  for (const node of syntax.nodes) {
    if (isFunction(node)) {
      node.params.forEach((param, index) => {
        takeApart(param, undefined, [], '=', (identifier, write) => {
          const binding = declare(node, identifier)
          binding.parameter = { fn: node, index, path: write.path }
          if (write.value) binding.writes.push(write)
        })
      })
    }
    if (node.type === 'VariableDeclaration') {
      const scope = node.kind === 'var' ? functionScope(node) : blockScope(node)
      const parent = syntax.parent(node)
      const looped = parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement'
      for (const declarator of node.declarations) {
        if (declarator.init || looped) declarePattern(scope, declarator.id, declarator.init ?? undefined)
        else if (declarator.id.type === 'Identifier') declare(scope, declarator.id)
      }
    }
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      if (node.id) declare(blockScope(node), node.id).writes.push(plain(node.id, node))
    }
    if (node.type === 'CatchClause' && node.param) declarePattern(node, node.param, undefined)
  }
  // Declared after the parameters, which hide a function expression's own name.
  for (const node of syntax.nodes) {
    if ((node.type !== 'FunctionExpression' && node.type !== 'ClassExpression') || !node.id) continue
    if (!table.get(node)?.has(node.id.name)) declare(node, node.id).writes.push(plain(node.id, node))
  }

  function functionScope(node: AnyNode): AnyNode {
    return syntax.functionAround(node) ?? node
  }

  function blockScope(node: AnyNode): AnyNode {
    let at = syntax.parent(node)
    while (at && !isScope(at)) at = syntax.parent(at)
    return at ?? node
  }

  function lookUp(node: Identifier): Binding | undefined {
    for (let at = syntax.parent(node); at; at = syntax.parent(at)) {
      const binding = table.get(at)?.get(node.name)
      if (binding) return binding
    }
    return undefined
  }

  for (const node of syntax.nodes) {
    if (node.type === 'AssignmentExpression') {
      takeApart(node.left, node.right, [], node.operator, (identifier, write) => {
        lookUp(identifier)?.writes.push(write)
      })
    } else if (node.type === 'UpdateExpression' && node.argument.type === 'Identifier') {
      lookUp(node.argument)?.writes.push({ node, path: [], operator: node.operator })
    } else if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') {
      if (node.left.type !== 'VariableDeclaration') {
        takeApart(node.left, undefined, [], '=', (identifier, write) => {
          lookUp(identifier)?.writes.push(write)
        })
      }
    } else if (node.type === 'Identifier') {
      const binding = lookUp(node)
      if (!binding) continue
      resolved.set(node, binding)
      if (!syntax.isTarget(node)) binding.reads.push(node)
    }
  }

  const scopes: Scopes = {
    bindings,
    binding: (identifier) => resolved.get(identifier),
    parameter(fn, index) {
      const param = fn.params[index]
      const target = param?.type === 'AssignmentPattern' ? param.left : param
      return target?.type === 'Identifier' ? table.get(fn)?.get(target.name) : undefined
    },
    functionOf(binding) {
      const [write] = binding.writes
      if (binding.writes.length !== 1 || binding.parameter || write?.path.length !== 0) return undefined
      return write.value && isFunction(write.value) ? write.value : undefined
    },
    bindingOf: (fn) => ofFunction.get(fn),
    changesElsewhere(binding) {
      const home = syntax.functionAround(binding.node)
      return binding.writes.some((write) => syntax.functionAround(write.node) !== home)
    },
  }
  for (const binding of bindings) {
    const fn = scopes.functionOf(binding)
    // A named function expression is visible inside by its own name, and outside by its variable.
    if (fn && (binding.scope !== fn || !ofFunction.has(fn))) ofFunction.set(fn, binding)
  }
  return scopes
}

function plain(node: AnyNode, value: AnyNode): Write {
  return { node, value, path: [], operator: '=' }
}

function isScope(node: AnyNode): boolean {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
    case 'StaticBlock':
    case 'CatchClause':
      return true
    default:
      return isFunction(node)
  }
}

/** Calls a visitor for each name of a pattern with the source of its value. A default is a second write. */
function takeApart(
  pattern: Pattern | AnyNode,
  value: AnyNode | undefined,
  path: readonly string[],
  operator: string,
  found: (identifier: Identifier, write: Write) => void,
): void {
  switch (pattern.type) {
    case 'Identifier':
      found(pattern, { node: pattern, path, operator, ...(value && { value }) })
      return
    case 'AssignmentPattern':
      takeApart(pattern.left, value, path, operator, found)
      takeApart(pattern.left, pattern.right, [], operator, found)
      return
    case 'RestElement':
      takeApart(pattern.argument, value, [...path, '...'], operator, found)
      return
    case 'ArrayPattern':
      pattern.elements.forEach((element, index) => {
        if (element) takeApart(element, value, [...path, String(index)], operator, found)
      })
      return
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') takeApart(property, value, path, operator, found)
        else takeApart(property.value, value, [...path, keyName(property) ?? '?'], operator, found)
      }
      return
    default:
  }
}

/** Name of a property or member, if the text shows it. */
export function keyName(node: AnyNode): string | undefined {
  if (node.type === 'Property' || node.type === 'PropertyDefinition') {
    return staticKey(node.key, node.computed)
  }
  if (node.type === 'MemberExpression') return staticKey(node.property, node.computed)
  return undefined
}

function staticKey(key: AnyNode, computed: boolean): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) {
    return String(key.value)
  }
  return undefined
}
