/** The least that a sandboxed run can be: a frame in, one hop into an isolate and back, a frame out. @module */
import { writeSync } from 'node:fs'
import ivm from 'isolated-vm'
import { createFrameReader, encodeFrame, FRAME } from '../../runtime/frames.ts'

const isolate = new ivm.Isolate({ memoryLimit: 128 })
const context = await isolate.createContext()
const noop = await context.eval('(function (json) { return json })', { reference: true })

const read = createFrameReader(({ id, payload }) => {
  const text = Buffer.from(payload).toString()
  noop.apply(undefined, [text]).then(
    (answer) => process.stdout.write(encodeFrame(FRAME.run_ended, id, String(answer))),
    (error) => writeSync(2, `${error}\n`),
  )
})
process.stdin.on('data', read)
process.stdout.write(encodeFrame(FRAME.ready, 0))
