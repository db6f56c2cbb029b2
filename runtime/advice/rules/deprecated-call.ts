/**
 * `deprecated-call`: an outdated API, with its replacement.
 *
 * `info` where the call still works in the sandbox: old globals, `new Buffer`. `warning` where it does not work with the
 * package that the script gets: a MongoDB callback that today's driver never calls, `pg.connect`, `tedious.Types`. A
 * package pinned to an old version (`require('mongodb@3.7')`) has its old API, so that is `info`. Names are followed
 * through variables; a method such as `update` counts only on a MongoDB collection. @module
 */
import type { AnyNode } from 'acorn'
import type { AdviceEdit, AdviceFix } from '../contract.ts'
import { findingAt, fix, insert, replace } from '../finding.ts'
import { keyName } from '../scope.ts'
import type { Call, Finding, Subject } from '../subject.ts'
import { functionGiven, literalText, methodName } from '../subject.ts'

const RULE = 'deprecated-call'

export function deprecatedCall(subject: Subject): Finding[] {
  const mongo = mongoEra(subject)
  const findings = subject.calls.flatMap(
    (call) =>
      buffer(subject, call) ??
      crypto(subject, call) ??
      util(subject, call) ??
      driver(subject, call, mongo) ??
      [],
  )
  return [...findings, ...types(subject), ...request(subject)]
}

function info(subject: Subject, node: AnyNode, message: string, repaired?: AdviceFix): Finding {
  return findingAt(subject, node, {
    rule: RULE,
    severity: 'info',
    message,
    ...(repaired && { fix: repaired }),
  })
}

function buffer(subject: Subject, call: Call): Finding | undefined {
  if (!/^(?:@Buffer|buffer\.Buffer)\(\)$/.test(subject.denote(call))) return undefined
  const [first] = call.arguments
  const name = subject.syntax.text(call.callee)
  const method = first?.type === 'Literal' && typeof first.value === 'number' ? 'alloc' : 'from'
  return info(
    subject,
    call,
    `Write \`${name}.${method}(…)\` instead of \`${call.type === 'NewExpression' ? 'new ' : ''}${name}(…)\`, which is deprecated.`,
    first &&
      fix(`Use \`${name}.${method}\`.`, {
        start: subject.syntax.start(call),
        end: subject.syntax.end(call.callee),
        text: `${name}.${method}`,
      }),
  )
}

function crypto(subject: Subject, call: Call): Finding | undefined {
  const made = subject.denote(call).replace(/^@/, '')
  const [, , , length, digest] = call.arguments
  const { syntax } = subject
  if (made === 'crypto.pbkdf2()' && call.arguments.length === 5 && digest && functionGiven(subject, digest)) {
    return info(
      subject,
      call,
      'Name the digest: `crypto.pbkdf2` without one means `sha1`.',
      fix("Add `'sha1'`.", insert(syntax.start(digest), "'sha1', ")),
    )
  }
  if (made === 'crypto.pbkdf2Sync()' && call.arguments.length === 4 && length) {
    return info(
      subject,
      call,
      'Name the digest: `crypto.pbkdf2Sync` without one means `sha1`.',
      fix("Add `'sha1'`.", insert(syntax.end(length), ", 'sha1'")),
    )
  }
  const cipher = /^crypto\.(create(?:De)?[cC]ipher)\(\)$/.exec(made)?.[1]
  if (!cipher) return undefined
  return findingAt(subject, call, {
    rule: RULE,
    severity: 'warning',
    message: `Use \`crypto.${cipher}iv\` with a key and an IV: \`crypto.${cipher}\` no longer exists.`,
  })
}

const UTIL: { readonly [name: string]: string } = {
  isArray: 'Array.isArray',
  isBuffer: 'Buffer.isBuffer',
  _extend: 'Object.assign',
}
const UTIL_TESTS: { readonly [name: string]: string } = {
  isString: "`typeof x === 'string'`",
  isNumber: "`typeof x === 'number'`",
  isBoolean: "`typeof x === 'boolean'`",
  isFunction: "`typeof x === 'function'`",
  isObject: "`x !== null && typeof x === 'object'`",
  isNull: '`x === null`',
  isUndefined: '`x === undefined`',
  isNullOrUndefined: '`x == null`',
  isDate: '`x instanceof Date`',
  isRegExp: '`x instanceof RegExp`',
  isError: '`x instanceof Error`',
}

function util(subject: Subject, call: Call): Finding | undefined {
  const name = /^@?util\.(\w+)\(\)$/.exec(subject.denote(call))?.[1]
  if (name === undefined) return undefined
  const other = Object.hasOwn(UTIL, name) ? UTIL[name] : undefined
  if (other) {
    const repaired = fix(`Use \`${other}\`.`, replace(subject, call.callee, other))
    return info(
      subject,
      call,
      `Write \`${other}\` instead of \`util.${name}\`, which is deprecated.`,
      repaired,
    )
  }
  const test = Object.hasOwn(UTIL_TESTS, name) ? UTIL_TESTS[name] : undefined
  return test
    ? info(subject, call, `Write ${test} instead of \`util.${name}\`, which is deprecated.`)
    : undefined
}

const OLD_GLOBALS: { readonly [name: string]: string } = {
  '@mysql': "`require('mysql2').createConnection(…)`",
  '@mongo': "`new MongoClient(uri)` of `require('mongodb')`",
  '@postgres': "`new Client(…)` of `require('pg')`",
  '@sqlserver.connect': "`new Connection(…)` of `require('tedious')`",
  '@sqlserver.Connection': "`new Connection(…)` of `require('tedious')`",
  '@sqlserver.Request': "`new Request(…)` of `require('tedious')`",
  mysql: "`require('mysql2').createConnection(…)`",
  mysql2: "`require('mysql2').createConnection(…)`",
  mongodb: "`new MongoClient(uri)` of `require('mongodb')`",
  pg: "`new Client(…)` of `require('pg')`",
}

const COLLECTION: { readonly [name: string]: string } = {
  insert: 'insertOne` or `insertMany',
  update: 'updateOne` or `updateMany',
  remove: 'deleteOne` or `deleteMany',
  save: 'replaceOne` with `{ upsert: true }',
  count: 'countDocuments',
  findAndModify: 'findOneAndUpdate',
  ensureIndex: 'createIndex',
}
/** Methods that still exist, but return promises only. */
const PROMISED =
  /^(?:findOne|insertOne|insertMany|updateOne|updateMany|deleteOne|deleteMany|replaceOne|countDocuments|findOneAndUpdate|toArray|aggregate|createIndex)$/

function driver(subject: Subject, call: Call, era: MongoEra | undefined): Finding | undefined {
  const callee = subject.denote(call.callee)
  const isRequire = call.callee.type === 'Identifier' && call.callee.name === 'require'
  const replacement = !isRequire && Object.hasOwn(OLD_GLOBALS, callee) ? OLD_GLOBALS[callee] : undefined
  if (replacement) {
    return info(
      subject,
      call.callee,
      `Use ${replacement}: calling \`${subject.syntax.text(call.callee)}\` like this is the API of the first years.`,
    )
  }
  if (/^@?pg\.connect$/.test(callee)) {
    return aged(
      subject,
      call.callee,
      isOld(subject, 'pg', 7) || callee.startsWith('@'),
      'Use `new Pool(…)` or `new Client(…)`: `pg.connect` is gone since pg 7.',
    )
  }
  return era && mongo(subject, call, callee, era)
}

const NO_CALLBACKS: { readonly [callbacks: string]: string } = {
  true: 'the MongoDB driver takes no callbacks since version 5.',
  false: 'the MongoDB driver takes no callbacks since version 5, so this one is never called.',
}

/** Which old calls the script's MongoDB driver supports. */
interface MongoEra {
  callbacks: boolean
  oldNames: boolean
}

/** @returns undefined for scripts without MongoDB */
function mongoEra(subject: Subject): MongoEra | undefined {
  const legacy = subject.calls.some((call) => subject.denote(call.callee) === '@mongo')
  if (!legacy && !subject.required.some(({ name }) => name === 'mongodb')) return undefined
  return {
    callbacks: legacy || isOld(subject, 'mongodb', 5),
    oldNames: legacy || isOld(subject, 'mongodb', 4),
  }
}

function mongo(subject: Subject, call: Call, callee: string, era: MongoEra): Finding | undefined {
  const method = methodName(call)
  if (method === undefined) return undefined
  const hasCallback = functionGiven(subject, call.arguments.at(-1)) !== undefined
  if (/^mongodb\.MongoClient(?:\(\))?\.connect$/.test(callee)) {
    if (!hasCallback) return undefined
    return aged(
      subject,
      call.callee,
      era.callbacks,
      `Await \`client.connect()\`: ${NO_CALLBACKS[String(era.callbacks)]}`,
    )
  }
  if (!/\.collection\(\)(?:\.(?:find|aggregate)\(\)(?:\.\w+\(\))*)?\.\w+$/.test(callee)) return undefined
  const renamed = Object.hasOwn(COLLECTION, method) ? COLLECTION[method] : undefined
  if (renamed) {
    return aged(
      subject,
      call.callee,
      era.oldNames,
      `Use \`${renamed}\` instead of \`${method}\`, which the MongoDB driver no longer has.`,
    )
  }
  if (!hasCallback || !PROMISED.test(method)) return undefined
  return aged(
    subject,
    call.callee,
    era.callbacks,
    `Await \`${method}(…)\`: ${NO_CALLBACKS[String(era.callbacks)]}`,
  )
}

function aged(subject: Subject, node: AnyNode, works: boolean, message: string): Finding {
  return findingAt(subject, node, { rule: RULE, severity: works ? 'info' : 'warning', message })
}

/** Whether the script asks for a version before a major. */
function isOld({ required }: Subject, name: string, major: number): boolean {
  const version = required.find((each) => each.name === name)?.version
  return version !== undefined && Number.parseInt(version.replace(/^\D+/, ''), 10) < major
}

/** `tedious.Types` was an older spelling of `TYPES`; `sqlserver` keeps both. */
function types(subject: Subject): Finding[] {
  return subject.syntax.nodes.flatMap((node) => {
    if (node.type === 'MemberExpression' && keyName(node) === 'Types') {
      return typesAt(subject, subject.denote(node), node.property, !node.computed)
    }
    const isName = node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && node.init
    if (!isName || node.id.type !== 'ObjectPattern') return []
    return node.id.properties.flatMap((property) =>
      property.type === 'Property' && keyName(property) === 'Types'
        ? typesAt(subject, `${subject.denote(node.init)}.Types`, property.key, true, property.shorthand)
        : [],
    )
  })
}

function typesAt(
  subject: Subject,
  path: string,
  node: AnyNode,
  isName: boolean,
  shorthand = false,
): Finding[] {
  if (!/^(?:tedious|@sqlserver)\.Types$/.test(path)) return []
  const text = isName ? (shorthand ? 'TYPES: Types' : 'TYPES') : "'TYPES'"
  const edit: AdviceEdit = replace(subject, node, text)
  return [
    findingAt(subject, node, {
      rule: RULE,
      severity: path.startsWith('@') || isOld(subject, 'tedious', 2) ? 'info' : 'warning',
      message: 'Write `TYPES` instead of `Types`, its older spelling.',
      fix: fix('Use `TYPES`.', edit),
    }),
  ]
}

/** Reported once, where the package is first used or required. */
function request(subject: Subject): Finding[] {
  const first = subject.calls.find((call) => {
    const [argument] = call.arguments
    const asked = call.callee.type === 'Identifier' && call.callee.name === 'require' && argument
    if (asked) return /^request(?:@.*)?$/.test(literalText(argument) ?? '')
    return /^@request(?:\.(?:get|post|put|patch|del|delete|head|defaults))?$/.test(
      subject.denote(call.callee),
    )
  })
  if (!first) return []
  return [info(subject, first, 'Use `fetch`, which is built in: `request` is no longer maintained.')]
}
