/**
 * A runner without isolates, for tests of the supervisor: the "script" is a command in JSON that says how to misbehave.
 *
 * Started like the real one: frames over stdin and stdout. @module
 */
import type { FrameType } from '../../runtime/frames.ts'
import { createFrameReader, encodeFrame, FRAME, SOCKET_WINDOW_BYTES } from '../../runtime/frames.ts'
import type { OpenIsolate, StartRun } from '../../runtime/messages.ts'
import type { FakeCommand } from './fake-runner-runtime.ts'

interface Room {
  command: FakeCommand
  configuration: { [key: string]: string }
  runs: number
  /** Sockets that a run left open. */
  kept: number | undefined
}

const rooms = new Map<number, Room>()
const running = new Map<number, Room>()
const sockets = new Map<number, (type: number, payload: Uint8Array) => void>()
const answers = new Map<number, (answer: unknown) => void>()
const hoard: Buffer[] = []
let nextId = 1
let answersPings = true
let entered_at: number | undefined

const send = (type: FrameType, id: number, payload?: Uint8Array | string) => {
  process.stdout.write(encodeFrame(type, id, payload))
}
const json = (payload: Uint8Array): unknown => JSON.parse(Buffer.from(payload).toString())

function end(run: number, outcome: object, more: object = {}): void {
  running.delete(run)
  const report = {
    outcome,
    cpu_ms: 1,
    memory_bytes: 1,
    late_settlements: 0,
    late_errors: 0,
    tls_extra_bytes: 0,
    logs_truncated: false,
    reusable: true,
    waiting_for_network: false,
    ...more,
  }
  send(FRAME.run_ended, run, JSON.stringify(report))
}

const value = (run: number, result: unknown, more?: object) =>
  end(run, { kind: 'value', json: JSON.stringify(result) }, more)

const fail = (run: number, error: { message: string; code?: string }) =>
  end(run, {
    kind: 'failure',
    code: 'script_error',
    message: error.message,
    ...(error.code && { error_code: error.code }),
  })

/** Opens a socket; resolves with what came until it closed, or until `enough` bytes were there. */
function talk(
  run: number,
  isolate: number,
  {
    host,
    port,
    send: text,
    enough = Number.POSITIVE_INFINITY,
    grant = true,
  }: Extract<FakeCommand, { do: 'connect' }>,
): Promise<{ id: number; received: number; error?: { message: string; code: string } }> {
  const id = nextId++
  let received = 0
  let ungranted = 0
  return new Promise((resolve) => {
    sockets.set(id, (type, payload) => {
      if (type === FRAME.net_data) {
        received += payload.byteLength
        ungranted += payload.byteLength
        if (grant && ungranted >= SOCKET_WINDOW_BYTES / 4) {
          const bytes = Buffer.alloc(4)
          bytes.writeUInt32BE(ungranted)
          ungranted = 0
          send(FRAME.net_grant, id, bytes)
        }
        if (received >= enough) resolve({ id, received })
      } else if (type === FRAME.net_end) send(FRAME.net_finish, id)
      else if (type === FRAME.net_closed) {
        sockets.delete(id)
        resolve({ id, received, ...(json(payload) as { error?: { message: string; code: string } }) })
      } else if (type === FRAME.net_opened && text) send(FRAME.net_send, id, text)
    })
    if (!running.has(run)) return
    send(FRAME.net_open, id, JSON.stringify({ isolate, host, port }))
  })
}

async function obey(run: number, isolate: number, args: readonly unknown[], room: Room): Promise<void> {
  const { command } = room
  room.runs++
  switch (command.do) {
    case 'answer':
      return end(run, command.outcome, command.more)
    case 'tell':
      return value(run, {
        pid: process.pid,
        isolate,
        runs: room.runs,
        args,
        configuration: room.configuration,
        environment: Object.keys(process.env),
      })
    case 'after':
      return void setTimeout(() => value(run, { pid: process.pid, isolate }), command.ms)
    case 'log':
      for (const text of command.lines) send(FRAME.log, run, JSON.stringify({ at_ms: 1, level: 'log', text }))
      return value(run, 1)
    case 'hang':
    case 'until_cancelled':
      return
    case 'stop_answering_pings':
      answersPings = false
      return
    case 'overdue':
      entered_at = performance.now()
      return
    case 'eat':
      for (let mb = 0; mb < command.mb; mb++) hoard.push(Buffer.alloc(1024 * 1024, 1))
      return
    case 'exit':
      process.exit(3)
      break
    case 'abort':
      process.abort()
      break
    case 'raw':
      process.stdout.write(Buffer.from(command.hex, 'hex'))
      return
    case 'frame':
      send(command.type as FrameType, command.id ?? run, command.payload)
      return
    case 'twice':
      value(run, 1)
      return end(run, { kind: 'none' })
    case 'connect': {
      if (room.kept !== undefined && command.then_send) {
        const kept = room.kept
        await new Promise<void>((resolve) => {
          sockets.set(kept, (type) => {
            if (type === FRAME.net_end) resolve()
          })
          send(FRAME.net_send, kept, command.then_send)
        })
        return value(run, { isolate })
      }
      const { id, received, error } = await talk(run, isolate, command)
      if (error) return command.after_error ? end(run, command.after_error) : fail(run, error)
      if (command.keep) room.kept = id
      else send(FRAME.net_destroy, id)
      return command.outcome ? end(run, command.outcome) : value(run, { received })
    }
    case 'send_beyond_credit': {
      void talk(run, isolate, { do: 'connect', host: command.host, port: command.port })
      const id = nextId - 1
      for (let i = 0; i < 5; i++) send(FRAME.net_send, id, Buffer.alloc(64 * 1024))
      return
    }
    case 'connect_many': {
      const one = { do: 'connect', host: command.host, port: command.port } as const
      const errors: string[] = []
      for (let i = 0; i < command.times; i++) {
        const talking = talk(run, isolate, { ...one, enough: 1 })
        if (command.together) void talking
        else {
          const { id, error } = await talking
          if (error) errors.push(error.code)
          else send(FRAME.net_destroy, id)
        }
      }
      if (!command.together) value(run, { errors })
      return
    }
    case 'dns': {
      const id = nextId++
      const { operation, name, times = 1 } = command
      let answer: unknown
      for (let i = 0; i < times; i++) {
        answer = await new Promise((resolve) => {
          answers.set(id, resolve)
          send(FRAME.dns_query, id, JSON.stringify({ isolate, operation, name, family: 0 }))
        })
      }
      return value(run, answer)
    }
    case 'hash': {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(isolate)
      send(FRAME.kdf_ask, nextId++, Buffer.concat([head, Buffer.from(JSON.stringify(command.job))]))
      return
    }
    case 'close_isolate':
      send(FRAME.isolate_closed, isolate, JSON.stringify({ reason: 'memory' }))
      return end(
        run,
        { kind: 'failure', code: 'script_crash', message: 'The isolate is gone.' },
        { reusable: false },
      )
  }
}

const read = createFrameReader(({ type, id, payload }) => {
  switch (type) {
    case FRAME.open_isolate: {
      const { script, configuration } = json(payload) as OpenIsolate
      rooms.set(id, {
        command: JSON.parse(script.source) as FakeCommand,
        configuration,
        runs: 0,
        kept: undefined,
      })
      return
    }
    case FRAME.close_isolate:
      rooms.delete(id)
      return
    case FRAME.start_run: {
      const { isolate, args } = json(payload) as StartRun
      const room = rooms.get(isolate)
      if (!room) {
        return end(
          id,
          { kind: 'failure', code: 'script_crash', message: 'The isolate is gone.' },
          { reusable: false },
        )
      }
      running.set(id, room)
      void obey(id, isolate, args, room)
      return
    }
    case FRAME.cancel_run: {
      const room = running.get(id)
      if (!room || room.command.do === 'hang') return
      const waiting_for_network = room.command.do === 'connect'
      end(
        id,
        { kind: 'failure', code: 'script_timeout', message: 'The run was cancelled.' },
        { reusable: false, waiting_for_network },
      )
      return
    }
    case FRAME.ping: {
      const oldest_entry_ms = entered_at === undefined ? 0 : performance.now() - entered_at
      if (answersPings) send(FRAME.pong, id, JSON.stringify({ oldest_entry_ms, rss_bytes: 1 }))
      return
    }
    case FRAME.dns_answer:
      answers.get(id)?.(json(payload))
      return
    default:
      sockets.get(id)?.(type, payload)
  }
})

process.stdin.on('data', read)
process.stdin.on('end', () => process.exit(0))
send(FRAME.ready, 0, JSON.stringify({ v8: process.versions.v8, node: process.versions.node }))
