export function provisionDesk(options?: { log?: (line: string) => void }): Promise<string>;
/** @returns the root of a copy */
export function copyDesk(): Promise<string>;
export function removeDesk(root: string): void;
