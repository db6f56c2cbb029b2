/** Work that one server at a time does. @module */

export interface TurnStore {
  /**
   * Takes the turn at some work, unless a server has it. A server that dies keeps its turn until the time is over.
   *
   * @param for_ms how long no other server gets the turn
   * @returns whether this server has it
   */
  takeTurn(name: string, for_ms: number): Promise<boolean>
}
