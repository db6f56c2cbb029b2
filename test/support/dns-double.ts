/** A name server on loopback that answers, fails or stays silent as a test wants. @module */
import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { isIPv4 } from 'node:net'

/** What is said of a name: addresses and texts (`txt=…`), that it has none of that family, that it is not there, a failure, or nothing. */
export type DnsRule = readonly string[] | 'servfail' | 'silent'

export interface DnsDouble {
  readonly port: number
  /** `name A`, in the order in which questions came. */
  readonly asked: string[]
  /** Names that are not here do not exist. */
  readonly zone: Map<string, DnsRule>
  /** Resolves when that many questions have come. */
  seen(count: number): Promise<void>
  close(): Promise<void>
}

const TYPES: { [type: number]: string } = { 1: 'A', 16: 'TXT', 28: 'AAAA' }
const NXDOMAIN = 3
const SERVFAIL = 2
const TTL_S = 60

export async function startDnsDouble(zone: { [name: string]: DnsRule } = {}): Promise<DnsDouble> {
  const rules = new Map(Object.entries(zone))
  const asked: string[] = []
  const waiting = new Set<() => void>()
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const question = parseQuestion(message)
    asked.push(`${question.name} ${question.type}`)
    for (const look of waiting) look()
    const rule = rules.get(question.name)
    if (rule !== 'silent') socket.send(answerTo(message, question, rule), port, address)
  })
  await bound(socket)
  return {
    port: socket.address().port,
    asked,
    zone: rules,
    seen: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (asked.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise((done) => socket.close(() => done())),
  }
}

const bound = (socket: Socket): Promise<void> =>
  new Promise((done) => {
    socket.bind(0, '127.0.0.1', done)
  })

interface Question {
  name: string
  type: string
  /** Where the question ends in the message. */
  end: number
}

/** @see RFC 1035, section 4.1.2 */
function parseQuestion(message: Buffer): Question {
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const type = message.readUInt16BE(at + 1)
  return { name: labels.join('.').toLowerCase(), type: TYPES[type] ?? String(type), end: at + 5 }
}

function answerTo(message: Buffer, { type, end }: Question, rule: DnsRule | undefined): Buffer {
  const addresses = Array.isArray(rule)
    ? (rule as readonly string[]).filter((one) => typeOf(one) === type)
    : []
  const head = Buffer.from(message.subarray(0, end))
  const code = rule === 'servfail' ? SERVFAIL : rule === undefined ? NXDOMAIN : 0
  head.writeUInt16BE(0x8180 | code, 2)
  head.writeUInt16BE(addresses.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...addresses.map((one) => record(type, one))])
}

function typeOf(one: string): string {
  if (one.startsWith('txt=')) return 'TXT'
  return isIPv4(one) ? 'A' : 'AAAA'
}

function dataOf(type: string, one: string): Buffer {
  switch (type) {
    case 'A':
      return Buffer.from(one.split('.').map(Number))
    case 'TXT':
      return Buffer.concat([Buffer.from([one.length - 4]), Buffer.from(one.slice(4))])
    default:
      return Buffer.from(groupsOf(one).join(''), 'hex')
  }
}

function record(type: string, address: string): Buffer {
  const data = dataOf(type, address)
  const head = Buffer.alloc(12)
  // The name is that of the question.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(Number(Object.entries(TYPES).find(([, name]) => name === type)?.[0]), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(TTL_S, 6)
  head.writeUInt16BE(data.byteLength, 10)
  return Buffer.concat([head, data])
}

function groupsOf(address: string): string[] {
  const [before = '', after = ''] = address.split('::')
  const left = before.split(':').filter((group) => group !== '')
  const right = after.split(':').filter((group) => group !== '')
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...middle, ...right].map((group) => group.padStart(4, '0'))
}
