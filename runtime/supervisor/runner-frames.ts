/** Reads the frames of a runner: checks each payload and passes it to its receiver. @module */
import type { Frame } from '../frames.ts'
import { FRAME } from '../frames.ts'
import type { RunEnded } from '../messages.ts'
import {
  IsolateClosed,
  LogLineFrame,
  Pong,
  RunEnded as RunEndedFrame,
  RunnerReady,
  TraceFrame,
} from '../messages.ts'
import { ProtocolViolation, parseJson } from './violation.ts'

/** Receivers of the frames that a runner may send. */
export interface FrameReceivers {
  /** The first frame of a runner. */
  onReady(): void
  /** @returns false when no such answer was due */
  onPong(sequence: number, pong: Pong): boolean
  onRunEnded(run: number, ended: RunEnded): void
  onLog(run: number, line: LogLineFrame): void
  onTrace(run: number, event: TraceFrame): void
  onIsolateClosed(isolate: number): void
  /** @returns false for a frame of an unknown type */
  onOther(frame: Frame): boolean
}

/** @returns a function that takes frames; it throws {ProtocolViolation} for one that no intact runner sends */
export function createFrameDispatch(receivers: FrameReceivers): (frame: Frame) => void {
  let isReady = false
  return (frame) => {
    const { type, id, payload } = frame
    if (!isReady) {
      if (type !== FRAME.ready) throw new ProtocolViolation('a frame before ready')
      parseJson(RunnerReady, payload)
      isReady = true
      receivers.onReady()
      return
    }
    switch (type) {
      case FRAME.pong:
        if (!receivers.onPong(id, parseJson(Pong, payload)))
          throw new ProtocolViolation('an answer to no ping')
        return
      case FRAME.run_ended:
        receivers.onRunEnded(id, parseJson(RunEndedFrame, payload))
        return
      case FRAME.log:
        receivers.onLog(id, parseJson(LogLineFrame, payload))
        return
      case FRAME.trace:
        receivers.onTrace(id, parseJson(TraceFrame, payload))
        return
      case FRAME.isolate_closed:
        parseJson(IsolateClosed, payload)
        receivers.onIsolateClosed(id)
        return
      default:
        if (!receivers.onOther(frame)) throw new ProtocolViolation(`a frame of type ${type}`)
    }
  }
}
