/** A process that "derives" what a command in JSON says: after some time, never, or something that is no answer. @module */
import { createFrameReader, encodeFrame, FRAME } from '../../runtime/frames.ts'

type FakeJob =
  | { do: 'answer'; ms?: number; text?: string }
  | { do: 'hang' }
  | { do: 'exit' }
  | { do: 'flood' }

const send = (text: string) => process.stdout.write(encodeFrame(FRAME.kdf_result, 0, text))

const read = createFrameReader(({ payload }) => {
  const job = JSON.parse(Buffer.from(payload).toString()) as FakeJob
  switch (job.do) {
    case 'answer':
      setTimeout(() => send(JSON.stringify({ text: job.text, pid: process.pid })), job.ms ?? 0)
      return
    case 'hang':
      for (;;);
    case 'exit':
      process.exit(1)
      break
    case 'flood':
      send('x'.repeat(100_000))
  }
})

process.stdin.on('data', read)
process.stdin.on('end', () => process.exit(0))
