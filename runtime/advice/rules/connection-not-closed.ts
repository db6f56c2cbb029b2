/**
 * `connection-not-closed`: the script opens a connection, client or pool and leaves it open on some path. Each run then
 * adds one, until the database refuses more.
 *
 * Paths are followed from where the connection is made, as for the callback; where connecting failed there is nothing
 * to close. In an `async` script a failed `await` is a path too, so closing belongs into `finally`. Nothing is said of a
 * connection that is kept in `global`, returned, or passed on: who closes it then is out of sight. A function of the same
 * text that is lent the connection matters only when it closes something.
 * @module
 */
import type { AnyNode, Identifier } from 'acorn'
import { findingAt } from '../finding.ts'
import type { Duty } from '../flow/duty.ts'
import { followDuty } from '../flow/follow.ts'
import type { FunctionNode } from '../function-node.ts'
import type { Binding } from '../scope.ts'
import { keyName } from '../scope.ts'
import type { Call, Finding, Subject } from '../subject.ts'
import { functionGiven, methodName } from '../subject.ts'

const RULE = 'connection-not-closed'

interface Kind {
  /** Path of the call that creates the connection, as `denote` gives it. */
  made: RegExp
  /** Methods that close it; the first is the one advised. */
  closes: readonly string[]
  noun: 'connection' | 'client' | 'pool'
  /** The API passes it to a callback `(err, it)`. */
  given?: true
}

const KINDS: readonly Kind[] = [
  {
    made: /^@?mysql2?(?:\/promise)?\.createConnection\(\)$|^(?:@mysql|mysql2?)\(\)$/,
    closes: ['end', 'destroy'],
    noun: 'connection',
  },
  { made: /^@?mysql2?(?:\/promise)?\.createPool\(\)$/, closes: ['end'], noun: 'pool' },
  { made: /^@?pg\.Client\(\)$/, closes: ['end'], noun: 'client' },
  { made: /^@?pg\.Pool\(\)$/, closes: ['end'], noun: 'pool' },
  { made: /^mongodb\.MongoClient\(\)$/, closes: ['close'], noun: 'client' },
  { made: /^mongodb\.MongoClient(?:\(\))?\.connect\(\)$/, closes: ['close'], noun: 'client', given: true },
  {
    made: /^tedious\.(?:Connection|connect)\(\)$|^@sqlserver\.(?:Connection|connect)\(\)$/,
    closes: ['close'],
    noun: 'connection',
  },
  { made: /^mssql\.(?:ConnectionPool|Connection)\(\)(?:\.connect\(\))?$/, closes: ['close'], noun: 'pool' },
  { made: /^oracledb\.getConnection\(\)$/, closes: ['close', 'release'], noun: 'connection', given: true },
  { made: /^oracledb\.createPool\(\)$/, closes: ['close', 'terminate'], noun: 'pool', given: true },
  { made: /^ldapts\.Client\(\)$/, closes: ['unbind'], noun: 'client' },
  { made: /^ldapjs\.createClient\(\)$/, closes: ['unbind', 'destroy'], noun: 'client' },
  {
    made: /^redis\.createClient\(\)$/,
    closes: ['close', 'quit', 'disconnect', 'destroy', 'end'],
    noun: 'client',
  },
  { made: /^(?:@?[kK]nex)\(\)$/, closes: ['destroy'], noun: 'pool' },
]

/** A script with more connections than this is generated code. */
const MANY = 20

interface Resource {
  kind: Kind
  binding: Binding
  /** The connection exists after this node. */
  node: AnyNode
  /** The function that gets the connection as a parameter. */
  receiver?: FunctionNode
}

export function connectionNotClosed(subject: Subject): Finding[] {
  const findings: Finding[] = []
  let left = MANY
  for (const call of subject.calls) {
    const made = subject.denote(call)
    const kind = KINDS.find((each) => each.made.test(made))
    if (!kind || left-- <= 0) continue
    const resource = resourceOf(subject, call, kind)
    if (!resource || resource.binding.writes.length > 2) continue
    const finding = examine(subject, call, resource)
    if (finding) findings.push(finding)
  }
  return [...findings, ...clientsNotReturned(subject)]
}

/** The variable that holds a connection. Connections without one cannot be followed. */
function resourceOf(subject: Subject, call: Call, kind: Kind): Resource | undefined {
  const { syntax, scopes } = subject
  const receiver = kind.given ? functionGiven(subject, call.arguments.at(-1)) : undefined
  if (receiver) {
    const binding = scopes.parameter(receiver, 1)
    return binding && { kind, binding, node: call, receiver }
  }
  let value: AnyNode = call
  let holder = syntax.parent(value)
  while (holder?.type === 'AwaitExpression' || holder?.type === 'ChainExpression') {
    value = holder
    holder = syntax.parent(value)
  }
  if (holder?.type === 'VariableDeclarator' && holder.init === value && holder.id.type === 'Identifier') {
    const declaration = syntax.parent(holder)
    // `using` closes it.
    if (declaration?.type === 'VariableDeclaration' && /using/.test(declaration.kind)) return undefined
    const binding = scopes.binding(holder.id)
    return binding && { kind, binding, node: holder }
  }
  if (
    holder?.type === 'AssignmentExpression' &&
    holder.left.type === 'Identifier' &&
    holder.right === value
  ) {
    const binding = scopes.binding(holder.left)
    const outside = syntax.parent(holder)?.type !== 'ExpressionStatement'
    return binding && !outside ? { kind, binding, node: holder } : undefined
  }
  return undefined
}

function examine(subject: Subject, call: Call, resource: Resource): Finding | undefined {
  const { binding, kind, receiver } = resource
  const settles = new Map<AnyNode, 'exact' | 'safe'>()
  const hands = new Set<AnyNode>()
  const truths = new Set<AnyNode>()
  const unlessError = new Map<FunctionNode, string>()
  const connects = new Set<AnyNode>()
  for (const read of binding.reads) {
    const use = useOf(subject, read, kind)
    if (use.kind === 'escapes') return undefined
    if (use.kind === 'lent' && closesAnother(subject, binding, kind)) return undefined
    if (use.kind === 'closes') settles.set(use.call, 'safe')
    else if (use.kind === 'hands') hands.add(read)
    else if (use.kind === 'connects') {
      connects.add(use.call)
      const handler = functionGiven(subject, use.call.arguments.at(-1))
      const [error] = handler?.params ?? []
      if (handler && error?.type === 'Identifier') unlessError.set(handler, error.name)
    }
  }
  const root = receiver ?? subject.syntax.functionAround(call)
  if (!root) return undefined
  if (receiver) {
    const [error] = receiver.params
    if (error?.type === 'Identifier') unlessError.set(receiver, error.name)
  }
  const { name } = binding
  const close = `${name}.${kind.closes[0]}()`
  const keep = kind.noun === 'pool' ? `, or keep the ${kind.noun} in \`global\`` : ''
  const base = { rule: RULE, severity: 'warning' } as const
  if (settles.size + hands.size === 0) {
    return findingAt(subject, call, {
      ...base,
      message: `Call \`${close}\` when the work is done${keep}: this ${kind.noun} is never closed.`,
    })
  }
  const duty: Duty = {
    root,
    settles,
    hands,
    truths,
    unlessError,
    names: [name],
    ...(!receiver && { begins: resource.node }),
  }
  const gap = followDuty(subject, duty)?.gaps.find(
    ({ how, node }) => !(how === 'await' && node?.type === 'AwaitExpression' && connects.has(node.argument)),
  )
  if (!gap) return undefined
  const spot = gap.node ?? gap.branch ?? gap.fn
  const offset = gap.node || gap.branch ? subject.syntax.start(spot) : subject.syntax.end(spot) - 1
  const { line } = subject.syntax.position(offset)
  return findingAt(subject, call, {
    ...base,
    message:
      gap.how === 'await' || gap.how === 'throw'
        ? `Close this ${kind.noun} in \`finally\` with \`${close}\`: it stays open when line ${line} fails.`
        : `Call \`${close}\` on every path${keep}: this ${kind.noun} stays open on the one through line ${line}.`,
  })
}

type Use =
  | { kind: 'closes'; call: AnyNode }
  | { kind: 'connects'; call: Call }
  | { kind: 'hands' | 'escapes' | 'lent' | 'nothing' }

function useOf(subject: Subject, read: Identifier, kind: Kind): Use {
  const { syntax } = subject
  const parent = syntax.parent(read)
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== read) return { kind: 'escapes' }
      const beyond = syntax.parent(parent)
      const call = beyond?.type === 'CallExpression' && beyond.callee === parent ? beyond : undefined
      const name = keyName(parent) ?? ''
      if (kind.closes.includes(name)) return call ? { kind: 'closes', call } : { kind: 'hands' }
      if (!call) return { kind: 'nothing' }
      const [event] = call.arguments
      const opened = event?.type === 'Literal' && event.value === 'connect'
      return name === 'connect' || opened ? { kind: 'connects', call } : { kind: 'nothing' }
    }
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'ExpressionStatement':
    case 'AwaitExpression':
      return { kind: 'nothing' }
    case 'LogicalExpression':
    case 'ConditionalExpression': {
      const first = parent.type === 'LogicalExpression' ? parent.left : parent.test
      return { kind: first === read ? 'nothing' : 'escapes' }
    }
    case 'CallExpression':
      if (isHarmless(subject, parent)) return { kind: 'nothing' }
      // A function of the text: `findUser(pool, email)`, `work(pool)`.
      return { kind: isLocal(subject, parent.callee) ? 'lent' : 'escapes' }
    case 'NewExpression':
      // `new sql.Request(pool)`, `new PreparedStatement(pool)`: they use the connection and leave it open.
      return {
        kind: /(?:Request|Statement|Transaction)\(\)$/.test(subject.denote(parent)) ? 'nothing' : 'escapes',
      }
    default:
      return { kind: 'escapes' }
  }
}

function isLocal({ scopes }: Subject, callee: AnyNode): boolean {
  return callee.type === 'Identifier' && scopes.binding(callee) !== undefined
}

/** A function that gets the connection may close it under another name. */
function closesAnother(subject: Subject, binding: Binding, kind: Kind): boolean {
  return subject.calls.some(({ callee }) => {
    if (callee.type !== 'MemberExpression' || !kind.closes.includes(keyName(callee) ?? '')) return false
    return callee.object.type !== 'Identifier' || subject.scopes.binding(callee.object) !== binding
  })
}

/** `promisify(c.query).bind(c)`, `console.log(c)`. */
function isHarmless(subject: Subject, call: Call): boolean {
  return methodName(call) === 'bind' || /^@console\./.test(subject.denote(call.callee))
}

/** `postgres(uri, function (err, client, done) { … })`: the client goes back to the pool by `done()`. */
function clientsNotReturned(subject: Subject): Finding[] {
  return subject.calls.flatMap((call) => {
    if (!/^(?:@?pg\.connect|@postgres|pg)\(\)$/.test(subject.denote(call))) return []
    const receiver = functionGiven(subject, call.arguments.at(-1))
    const done = receiver && subject.scopes.parameter(receiver, 2)
    const param = receiver?.params[2]
    if (!receiver || (param && (!done || done.reads.length > 0))) return []
    return findingAt(subject, param ?? call.callee, {
      rule: RULE,
      severity: 'warning',
      message:
        'Call `done()`, the third argument, when the queries are over: it gives the client back to the pool.',
    })
  })
}
