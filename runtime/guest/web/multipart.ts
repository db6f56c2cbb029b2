/** `multipart/form-data`. @see https://html.spec.whatwg.org/#multipart-form-data @module */
import { Buffer } from '../node/buffer.ts'
import { Blob } from './blob.ts'
import type { FormData } from './form-data.ts'

/** @returns the body and its type, with the boundary */
export function encodeForm(form: FormData): { bytes: Buffer; type: string } {
  const boundary = `----formdata-${digits()}${digits()}`
  const parts: Uint8Array[] = []
  for (const [name, value] of form.entries()) {
    const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`
    if (typeof value === 'string') {
      parts.push(Buffer.from(`${disposition}\r\n\r\n${lines(value)}\r\n`))
    } else {
      const type = value.type || 'application/octet-stream'
      parts.push(
        Buffer.from(`${disposition}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`),
      )
      parts.push(Blob.bytesOf(value), Buffer.from('\r\n'))
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return { bytes: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` }
}

/** The boundary only has to be absent from the parts. */
const digits = (): string => Math.random().toString().slice(2, 14).padStart(12, '0')

const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')

const quoted = (text: string): string =>
  text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
