export function slapdRoot(): string;
export function provisionSlapd(options?: { log?: (line: string) => void }): Promise<string>;
