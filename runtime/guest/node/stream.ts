/** `stream`: the npm package `readable-stream`, which is Node's own source. @module */
import './events.ts'
import Stream from 'readable-stream/lib/stream.js'

export { Stream }
export const { Readable, Writable, Duplex, Transform } = Stream
