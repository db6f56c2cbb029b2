/** Root attributes of a user that are text, with the most characters that Auth0 takes. */
export const TEXT_ATTRIBUTES = {
  name: 150,
  given_name: 150,
  family_name: 150,
  nickname: 350,
  picture: 2_048,
} as const
