/** The corpus of hostile login scripts, `test/hostile/*.js`. @module */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/** One script; its first line says how it must end, `|` between endings that depend on a race. */
export interface HostileScript {
  name: string
  source: string
  /** Outcome at the runtime: `value`, `none`, `rejection`, or a failure's code. */
  outcomes: string[]
  /** What a login answers. */
  status: number
  errors: string[]
}

const FOLDER = resolve(import.meta.dirname, '../hostile')
const FIRST_LINE = /^\/\/ runtime: (\S+) · login: (\d{3})(?: (\S+))?\n/

/** Spellings of addresses that no script may reach. */
export const PRIVATE_ADDRESSES = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  'localhost',
  'LOCALHOST.',
  '0.0.0.0',
  '10.0.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '::FFFF:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fd00:ec2::254',
  'fe80::1%lo',
  '１２７.0.0.1',
] as const

/** Connects to `configuration.address`, as a script may without any driver. */
export const PROBING_SCRIPT = `function login(email, password, callback) {
  var socket = require('net').connect(Number(configuration.port), configuration.address)
  socket.on('connect', function () { callback(null, { user_id: '1', email: email }) })
  socket.on('error', callback)
}`

/** @returns the corpus, by name */
export function hostileScripts(): HostileScript[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => {
      const source = readFileSync(join(FOLDER, file), 'utf8')
      const [, outcomes = '', status = '', errors = ''] = FIRST_LINE.exec(source) ?? []
      if (!outcomes) throw new Error(`${file}: its first line does not say how it ends`)
      return {
        name: basename(file, '.js'),
        source,
        outcomes: outcomes.split('|'),
        status: Number(status),
        errors: errors.split('|'),
      }
    })
}
