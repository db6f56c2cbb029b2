/** What callers say about a person: strings of a bounded size before anything else sees them (A9). @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import type { RootAttribute } from '../../common/root-attributes.ts'
import { ROOT_ATTRIBUTE_NAMES, TEXT_ATTRIBUTES } from '../../common/root-attributes.ts'
import { isForbiddenInAppMetadata } from '../../migration/profile/profile-fields.ts'
import { isStorableText, SentJson, UNSTORABLE } from './storable.ts'

const clean = (text: string): boolean => isStorableText(text) && !/\p{Cc}/u.test(text)

const bytes = (max: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= max, `is longer than ${max} bytes`)

/** As typed, untrimmed. The connection's rules judge it. */
export const Identifier = bytes(320).refine(clean, 'has characters that are not allowed')

/** As typed. The connection's policy judges it. */
export const NewPassword = bytes(1_024)
  .min(1, 'must not be empty')
  .refine(isStorableText, 'has characters that are not allowed')

const attribute = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .refine((text) => [...text].length <= max, `must have at most ${max} characters`)
    .refine(clean, 'has characters that are not allowed')

/** Root attributes that a caller may set, with Auth0's lengths in characters. */
export const ROOT_ATTRIBUTES = {
  name: attribute(TEXT_ATTRIBUTES.name).describe('The full name.'),
  given_name: attribute(TEXT_ATTRIBUTES.given_name).describe('The given name.'),
  family_name: attribute(TEXT_ATTRIBUTES.family_name).describe('The family name.'),
  nickname: attribute(TEXT_ATTRIBUTES.nickname).describe('What the user likes to be called.'),
  picture: attribute(TEXT_ATTRIBUTES.picture)
    .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'must be an http or https URL')
    .describe('The address of a picture of the user.'),
  phone_number: z
    .string()
    .regex(/^\+[0-9]{1,15}$/, 'must be of the form +4930123456')
    .describe('The phone number, such as `+4930123456`. Ferry sends it no messages.'),
} as const satisfies { [name in RootAttribute]: z.ZodType }

type Nullish<Shape> = { [name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[name] & z.ZodType>> }

/** The same in a change: null removes one. */
export const ROOT_ATTRIBUTE_CHANGES = Object.fromEntries(
  ROOT_ATTRIBUTE_NAMES.map((name) => [name, ROOT_ATTRIBUTES[name].nullish()]),
) as Nullish<typeof ROOT_ATTRIBUTES>

const MetadataKey = z
  .string()
  .refine((key) => isStorableText(key) && !/[.$]/.test(key) && !key.startsWith('__'), {
    message: "has a key with '.', '$' or '__' at its start, which are not allowed in metadata",
  })

/** Metadata that an administrator sets. Null is a value here; what it means is the endpoint's matter. */
export const UserMetadata = z.record(MetadataKey, SentJson)

/** @see Auth0, "app_metadata restrictions" */
export const AppMetadata = UserMetadata.superRefine((fields, context) => {
  const forbidden = Object.keys(fields).find(isForbiddenInAppMetadata)
  if (forbidden !== undefined) {
    context.addIssue({ code: 'custom', message: `must not have the property ${forbidden}` })
  }
})

/** Metadata that people give themselves at sign-up. */
export const OwnMetadata = z
  .record(
    MetadataKey.refine((key) => [...key].length <= 100, 'has a key of more than 100 characters'),
    z
      .string()
      .refine((value) => [...value].length <= 500, 'must have at most 500 characters')
      .refine(isStorableText, UNSTORABLE),
  )
  .refine((fields) => Object.keys(fields).length <= 10, 'has more than 10 properties')

/** @returns the root attributes among the fields of a body, without those that are missing; null where the body has it */
export function rootAttributesOf(body: { readonly [name in RootAttribute]?: string | null | undefined }): {
  [name: string]: Json
} {
  return Object.fromEntries(
    ROOT_ATTRIBUTE_NAMES.flatMap((name) => {
      const value = body[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
