import { sameAsNode } from '../../support/same-as-node.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

const ENCODINGS = `['utf8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii', 'ucs2', 'utf16le', 'UTF-8', 'HEX']`
const TEXTS = `['', 'a', 'plain ASCII', 'Ünïcödé', '日本語', '😀😀', 'lone \\ud800 one', '616', '61zz62', 'YWI', 'YWI=', 'YW I=', 'a-b_c+d/', 'ab=cd', 'x'.repeat(9000) + 'é']`

sameAsNode(
  sandbox,
  'texts become the bytes that Node makes of them, in every encoding',
  `return ${TEXTS}.map((text) => ${ENCODINGS}.map((encoding) => {
     const bytes = [...Buffer.from(text, encoding)]
     return bytes.length < 50 ? bytes.join() : bytes.reduce((sum, byte) => (sum * 31 + byte) % 1000003, bytes.length)
   }))`,
)

sameAsNode(
  sandbox,
  'bytes become the texts that Node makes of them, in every encoding',
  `const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
   const broken = [[0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x28, 0xa1], [0xff, 0x41], [0xe0, 0x9f, 0xbf]]
   return [all, ...broken.map((bytes) => Buffer.from(bytes))].map((bytes) => ${ENCODINGS}.map((encoding) => [JSON.stringify(bytes.toString(encoding)), JSON.stringify(bytes.toString(encoding, 1, 3))]))`,
)

sameAsNode(
  sandbox,
  'lengths are counted as Node counts them',
  `return ${TEXTS}.map((text) => ${ENCODINGS}.map((encoding) => Buffer.byteLength(text, encoding)))`,
)

sameAsNode(
  sandbox,
  'writing keeps to whole characters and to the room there is',
  `const out = []
   for (const [text, ...args] of [['héllo', 1], ['héllo', 0, 2], ['😀😀', 3], ['ff00ff', 'hex'], ['YWJjZA==', 2, 'base64'], ['abc', 6], ['日本', 4, 3, 'utf8'], ['abcd', 1, 3, 'utf16le']]) {
     const target = Buffer.alloc(8, 0x2e)
     out.push([target.write(text, ...args), target.toString('hex')])
   }
   return out`,
)

sameAsNode(
  sandbox,
  'slices share memory, copies do not, and fill, compare, search and concatenate as in Node',
  `const base = Buffer.from('0123456789')
   const part = base.slice(2, -2), view = base.subarray(-3), copy = Buffer.from(part)
   part[0] = 0x58
   return [base.toString(), part.toString(), view.toString(), copy.toString(), Buffer.isBuffer(view), view instanceof Uint8Array,
     Buffer.alloc(5, 'ab').toString(), Buffer.alloc(4, 'YQ==', 'base64').toString(), Buffer.alloc(3).fill(7).toString('hex'),
     Buffer.concat([part, view]).toString(), Buffer.concat([part, view], 4).toString(), Buffer.compare(part, view), base.equals(copy),
     base.indexOf('45'), base.includes(Buffer.from('9')), base.lastIndexOf(0x39), base.readUInt16BE(1), base.readInt32LE(2), base.readDoubleBE(0),
     base.readBigUInt64LE(1).toString(), JSON.stringify(copy), [...base.entries()].length, base.toString('utf8', 8, 100), base.toString('hex', 5, 2)]`,
)

sameAsNode(
  sandbox,
  'the old constructor, unknown encodings and wrong arguments behave as in Node',
  `return [new Buffer('abc').toString('hex'), new Buffer([1, 2]).length, Buffer('x').length, Buffer.isEncoding('base64url'), Buffer.isEncoding('nope'), Buffer.isEncoding(''),
     tried(() => Buffer.from('a', 'nope')), tried(() => Buffer.from(5)), tried(() => Buffer.byteLength(5)), tried(() => Buffer.alloc(2).write('a', 5)),
     require('util').inspect(Buffer.from('hi')), require('util').inspect(Buffer.alloc(60)), atob('aGk='), btoa('hi'), tried(() => atob('a')), tried(() => btoa('日')).name]`,
)

sameAsNode(
  sandbox,
  'TextEncoder and TextDecoder agree with Node, whole and in pieces',
  `const bytes = new TextEncoder().encode('a😀é\\ud800z')
   const pieces = new TextDecoder()
   const streamed = [...bytes].map((byte) => pieces.decode(Uint8Array.of(byte), { stream: true })).join('') + pieces.decode()
   const into = new Uint8Array(5)
   return [[...bytes], streamed, new TextEncoder().encodeInto('é😀x', into), [...into],
     new TextDecoder().decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)), new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)).length,
     new TextDecoder('utf-16le').decode(Uint8Array.of(0x3d, 0xd8, 0, 0xde)), new TextDecoder('latin1').decode(Uint8Array.of(0x80, 0xe9)),
     tried(() => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff))), tried(() => new TextDecoder('klingon'))]`,
)
