/** Words by which a text complains of how a unit behaves rather than of what is broken. */
export const conduct = /态度|不作为|乱作为|慢作为|乱收费|吃拿卡要|推诿|踢皮球|刁难|以权谋私|徇私|包庇|受贿|优亲厚友|打击报复/

/** The county at the head of a unit's name, which people leave out. */
export const county = /^[^县区市]{1,6}[县区市]/
