/** What a sign-in page that a tenant wrote itself may be. @module */

/** Where the settings of a sign-in are put into the page. */
export const CONFIG_PLACE = '@@config@@'

/** The settings have some kilobytes: a page full of places would be thousands of times as long as it was sent. */
export const MOST_CONFIG_PLACES = 10

/** Longest page, in bytes of UTF-8. */
export const MOST_PAGE_BYTES = 100 * 1024
