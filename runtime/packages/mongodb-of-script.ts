/**
 * Which generation of `mongodb` a script means that does not say so.
 *
 * Version 2 gave its callback a database: `MongoClient.connect(url, function (err, db) { db.collection(…) … })`, and the module
 * could be called. Scripts of that shape have servers of that age, which today's driver refuses. @module
 */

/** `require('mongodb')`, with a version or without, as a text. */
const REQUIRED = /\brequire\s{0,9}\(\s{0,9}['"`](mongodb(?:@[^'"`\n]{1,40})?)['"`]\s{0,9}\)/

/** A call that opens a database; what follows it within the text that is looked at. */
const CONNECT = /\.\s{0,9}connect\s{0,9}\(/g

/** Characters after `connect(` in which its callback begins. */
const WINDOW = 400

const NAME = '[A-Za-z_$][\\w$]{0,60}'
/** `function (err, db)`, `(err, db) =>`. */
const CALLBACK = new RegExp(
  `function\\s{0,9}(?:${NAME})?\\s{0,9}\\(\\s{0,9}${NAME}\\s{0,9},\\s{0,9}(${NAME})\\s{0,9}\\)|\\(\\s{0,9}${NAME}\\s{0,9},\\s{0,9}(${NAME})\\s{0,9}\\)\\s{0,9}=>`,
)
/** `connect(url, opened)`, whose callback stands elsewhere. */
const NAMED_CALLBACK = new RegExp(`,\\s{0,9}(${NAME})\\s{0,9}\\)`)
/** `.then(function (db)`, `.then((db) =>`, `.then(db =>`. */
const THEN = new RegExp(
  `\\.\\s{0,9}then\\s{0,9}\\(\\s{0,9}(?:async\\s{1,9})?(?:function\\s{0,9}(?:${NAME})?\\s{0,9})?\\(?\\s{0,9}(${NAME})`,
)
/** `db = await …`, directly before `MongoClient.connect`. */
const AWAITED = new RegExp(`(${NAME})\\s{0,9}=\\s{0,9}await\\s{1,9}[\\w$.]{1,80}$`)

/**
 * @param source the script's text
 * @returns the request that stands for an unpinned `mongodb` and for the globals that were its members
 */
export function mongodbOfScript(source: string): string {
  const required = REQUIRED.exec(source)?.[1]
  if (required !== undefined && required !== 'mongodb') return required
  if (required === undefined) return /(?<![\w$.])mongo\s{0,9}\(/.test(source) ? 'mongodb@2' : 'mongodb'
  return isCalled(source) || opened(source).some((name) => isDatabase(source, name)) ? 'mongodb@2' : 'mongodb'
}

/** `require('mongodb')(url, …)`, or by the name of a variable. */
function isCalled(source: string): boolean {
  if (/\brequire\s{0,9}\(\s{0,9}['"`]mongodb['"`]\s{0,9}\)\s{0,9}\(/.test(source)) return true
  const variable = new RegExp(
    `(${NAME})\\s{0,9}=\\s{0,9}require\\s{0,9}\\(\\s{0,9}['"\`]mongodb['"\`]\\s{0,9}\\)(?!\\s{0,9}\\.)`,
  )
  const name = variable.exec(source)?.[1]
  return name !== undefined && new RegExp(`(?<![\\w$.])${literal(name)}\\s{0,9}\\(`).test(source)
}

/** @returns names of variables that hold what `connect` gave */
function opened(source: string): string[] {
  return [...source.matchAll(CONNECT)].flatMap(({ index, 0: { length } }) => {
    const after = source.slice(index + length, index + length + WINDOW)
    const before = source.slice(Math.max(0, index - WINDOW), index)
    const inline = CALLBACK.exec(after)
    const elsewhere = NAMED_CALLBACK.exec(after)?.[1]
    const found = [
      inline?.[1] ?? inline?.[2],
      elsewhere === undefined ? undefined : parameterOf(source, elsewhere),
      THEN.exec(after)?.[1],
      AWAITED.exec(before)?.[1],
    ]
    return found.filter((name) => name !== undefined)
  })
}

/** @returns the second parameter of a function with a name */
function parameterOf(source: string, name: string): string | undefined {
  const at = source.search(new RegExp(`(?<![\\w$.])${literal(name)}\\s{0,9}[=(]`))
  const declared = new RegExp(`\\bfunction\\s{1,9}${literal(name)}\\s{0,9}\\(`).exec(source)?.index
  const start = declared ?? at
  if (start < 0) return undefined
  const inline = CALLBACK.exec(source.slice(start, start + WINDOW))
  return inline?.[1] ?? inline?.[2]
}

/** A client is asked for its database first; a database for its collections. */
function isDatabase(source: string, name: string): boolean {
  const used = (member: string): boolean =>
    new RegExp(`(?<![\\w$.])${literal(name)}\\s{0,9}\\.\\s{0,9}${member}\\s{0,9}\\(`).test(source)
  return used('collection') && !used('db')
}

function literal(name: string): string {
  return name.replaceAll('$', '\\$')
}
