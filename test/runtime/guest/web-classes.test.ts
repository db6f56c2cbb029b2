import { sameAsNode } from '../../support/same-as-node.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

sameAsNode(
  sandbox,
  'every class of the web has the tag by which libraries know its objects',
  `const names = ['AbortController', 'AbortSignal', 'Blob', 'DOMException', 'Event', 'EventTarget', 'File', 'FormData',
     'Headers', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams']
   return names.map((name) => [name, globalThis[name].prototype[Symbol.toStringTag]])`,
)

sameAsNode(
  sandbox,
  'functions of Buffer can be called with new, as old libraries do',
  `return [new Buffer.alloc(2), new Buffer.from('ä'), new Buffer.allocUnsafe(0), new Buffer.concat([Buffer.from('a')])].map((one) => one.toString('hex'))`,
)
