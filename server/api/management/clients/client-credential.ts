/** A public key of a client as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Client, ClientCredential } from '../../../store/contract.ts'
import { CREDENTIAL_ALGORITHMS } from '../../../store/contract.ts'
import type { ReadKey } from '../../../tokens/client-keys.ts'
import { readPublicKey } from '../../../tokens/client-keys.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { text } from '../connections/connection.ts'
import { ClientParams } from './client.ts'

const TEXTS = {
  id: 'The ID of the credential.',
  name: 'A name for people.',
  kid: 'Names the key in the header of assertions. Default: the thumbprint of the key (RFC 7638).',
  alg: 'How the client signs; default RS256.',
  expires_at: 'When the credential ends. Without it, it never ends.',
} as const

/** An end in the past would make a credential that never works. */
const End = z.iso
  .datetime({ offset: true })
  .refine((time) => Date.parse(time) > Date.now(), 'must be in the future')

export const CredentialParams = z.object({
  ...ClientParams.shape,
  credential_id: z.string().min(1).max(200).describe(TEXTS.id),
})

/** The body of a new credential. */
export const NewCredential = z
  .object({
    credential_type: z.literal('public_key').describe('The kind of credential.'),
    name: text(128).optional().describe(TEXTS.name),
    pem: z
      .string()
      .min(1)
      .max(16_000)
      .describe('The public key (SPKI or PKCS #1) or a certificate, in PEM form. Never a private key.'),
    alg: z.enum(CREDENTIAL_ALGORITHMS).default('RS256').describe(TEXTS.alg),
    kid: z
      .string()
      .regex(/^[0-9a-zA-Z_-]{10,64}$/, 'must have 10 to 64 letters, digits, - and _')
      .optional()
      .describe(TEXTS.kid),
    expires_at: End.nullish().describe(TEXTS.expires_at),
    parse_expiry_from_cert: z
      .boolean()
      .optional()
      .describe('Whether the credential ends with the certificate that is sent as `pem`.'),
  })
  .meta({
    id: 'ClientCredentialCreate',
    description: 'A new public key of a client.',
    examples: [{ credential_type: 'public_key', name: 'Server 1', pem: '-----BEGIN PUBLIC KEY-----\n…' }],
  })

export const CredentialChange = z
  .object({ expires_at: End.nullish().describe(`${TEXTS.expires_at} Null: it never ends.`) })
  .meta({
    id: 'ClientCredentialUpdate',
    description: 'The new end of a credential.',
    examples: [{ expires_at: '2027-01-05T09:00:00.000Z' }],
  })

export const ManagementCredential = z
  .object({
    id: z.string().describe(TEXTS.id),
    name: z.string().describe(TEXTS.name),
    kid: z.string().describe('Names the key in the header of assertions.'),
    alg: z.string().describe('How the client signs.'),
    credential_type: z.literal('public_key').describe('The kind of credential.'),
    created_at: z.iso.datetime().describe('When it was created.'),
    updated_at: z.iso.datetime().describe('When it was last changed.'),
    expires_at: z.iso.datetime().optional().describe(TEXTS.expires_at),
  })
  .meta({
    id: 'ClientCredential',
    description: 'A public key by which a client proves itself, without the key.',
    examples: [
      {
        id: 'cred_0123456789abcdef',
        name: 'Server 1',
        kid: 'server-1-2026-01',
        alg: 'RS256',
        credential_type: 'public_key',
        created_at: '2026-01-05T09:00:00.000Z',
        updated_at: '2026-01-05T09:00:00.000Z',
      },
    ],
  })

export function toManagementCredential(credential: ClientCredential): z.input<typeof ManagementCredential> {
  const { credential_id, name, kid, alg, created_at, updated_at, expires_at } = credential
  return {
    id: credential_id,
    name,
    kid,
    alg,
    credential_type: 'public_key',
    created_at: new Date(created_at).toISOString(),
    updated_at: new Date(updated_at).toISOString(),
    ...(expires_at === undefined ? {} : { expires_at: new Date(expires_at).toISOString() }),
  }
}

/** @throws {ApiError} invalid_body */
export async function readKeyOf({
  pem,
  parse_expiry_from_cert,
}: z.output<typeof NewCredential>): Promise<Extract<ReadKey, { kind: 'key' }>> {
  const read = await readPublicKey(pem)
  if (read.kind === 'bad') throw invalidField('pem', read.problem)
  if (!parse_expiry_from_cert) return { ...read, ends_at: undefined }
  if (read.ends_at === undefined) throw invalidField('parse_expiry_from_cert', 'needs a certificate as pem')
  if (read.ends_at <= Date.now()) throw invalidField('pem', 'is a certificate that has ended')
  return read
}

/** @returns the credential; undefined when the client has none of this ID */
export async function findCredential(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  { client_id }: Pick<Client, 'client_id'>,
  credential_id: string,
): Promise<ClientCredential | undefined> {
  const all = await store.listClientCredentials(tenant.tenant_id, client_id)
  return all.find((one) => one.credential_id === credential_id)
}
