"""First names that tell whether "he" or "she" may stand for their bearer; those borne by both are left out."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FEMALE_NAMES: Final = _words(
    """abigail ada adele agnes aisha alejandra alice alicia alina alison amanda amara amelia amina amy ana anastasia
    andrea angela anita anja ann anna anne annette anya astrid audrey ayesha barbara beatrice beatriz bella
    bernadette beth betty birgit bridget brigitte camila carla carmen carol carolina caroline carolyn catarina
    catherine cecilia celia charlotte chiara chloe christina christine claire clara claudia connie cristina
    cynthia daisy dana daria deborah debra denise diana diane dolores donna dora doris dorothy edith eileen elaine
    eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa emily emma erica erika esther eva eve
    evelyn ewa fatima fatou fiona flora florence frances francesca freya frieda gabriela gabriella gabrielle
    galina georgia gerda gertrude gina giorgia giulia gloria grace greta gwen hannah harriet heather heidi helen
    helena helene helga hilary hilda ida ines inga inge ingrid irena irene irina iris isabel isabella isabelle
    jacqueline jane janet janice jasmine jennifer jenny jessica jill joan joanna joanne josephine joyce judith
    judy julia juliana julie juliet kamala karen karin karina katarina kate katharina katherine kathleen kathryn
    katie katja katrin kirsten klara kristen kristin kristina larissa laura lauren leila lena leonie lesya leticia
    lidia lilian lillian lily linda lisa liz lola lorena lorraine louisa louise lucia lucy ludmila luisa lydia
    lyudmila maddalena madeleine magdalena maja malala manuela marcela margaret margarita margot maria mariam
    mariana marianne marie marina marisol marlene marta martha martina mary mathilde matilda maya meera megan mei
    melanie melissa mercedes michelle mildred mina miranda mireille miriam molly monica monika nadia nadine nancy
    naomi natalia natalie natasha nelly nina noor nora norma oksana olena olga olivia pamela patricia paula
    pauline petra phoebe phyllis polina priya rachel rebecca regina renata rhea rita roberta rosa rosalind rose
    rosemary roxana ruth sabine sabrina sally samantha sandra sara sarah selma shirley sigrid silvia simona sofia
    sonia sonja sophia sophie stella stephanie sue susan susanna susanne suzanne svetlana sylvia tamara tania
    tanya tatiana tatyana teresa tessa thelma theresa therese tina ulrike ursula valentina valeria vanessa vera
    veronica veronika victoria viktoria violet virginia vivian wanda wendy wilma yasmin yolanda yulia yvonne
    zainab zara zoe zofia zuzana"""
)
MALE_NAMES: Final = _words(
    """aaron abdul abdullah abraham adam adolf adrian ahmad ahmed alan albert alberto alejandro aleksandr alessandro
    alexander alexandre alexei alfonso alfred ali allan allen alvaro amir anatoly anders andre andreas andrei
    andrew andrey andriy andrzej angelo anthony anton antonio antony ari arjun armando arnold artem arthur arturo
    arvind ashraf august axel barack barry bartosz bashar ben benedict benjamin benoit bernard bernd bernhard bill
    bob bogdan boris brad brendan brett brian bruce bruno burak carl carlos cedric cesar charles christian
    christoph christopher claude claudio clive colin conor craig curtis cyril daniel danilo darren dave david dean
    declan dennis derek des desmond diego dieter dimitri dirk dmitri dmitry dominic dominik don donald doug
    douglas duncan dwayne edgar edmund eduardo edward edwin egor elias emile emilio emmanuel enrique eric erich
    erik ernest ernesto ernst erwin esteban eugene evan fabian fabio felipe felix ferdinand fernando filip
    francesco francisco franco francois frank franz fred frederic frederick fritz gareth gary gavin geoffrey georg
    george georges gerald gerard gerhard gianluca giorgio giovanni giuseppe glen glenn gordon graham greg gregory
    guido guillaume gunther gustav guy hamid hans harald harold harry harvey hassan hector heinrich helmut henri
    henrik henry herbert herman hermann hiroshi horst howard hubert hugh hugo hussein ian ibrahim igor imran isaac
    ismail istvan ivan ivo jack jacob jacques jaime jakub james jan janos jared jason javier jeff jeffrey jens
    jeremy jerome jerry jesus jim jimmy joachim joao joe joel johan johann john johnny jon jonas jonathan jorge
    jose josef joseph joshua juan julian julio jurgen justin kamil karl karol keith ken kenneth kevin khalid klaus
    kofi konrad konstantin krzysztof kurt kyle lars laurent lawrence leo leon leonard leonardo leonid leopold
    leszek lorenzo lothar louis luc luca lucas ludwig luigi luis lukas luke maciej magnus mahmoud malcolm manfred
    manuel marc marcel marcin marco marcos marcus marek mario mariusz mark markus martin mateusz matt matteo
    matthew matthias maurice mauricio max maxim maximilian mehmet michael michal michel mick miguel mihai mike
    mikhail milan milos milton mohamed mohammad mohammed muhammad murray mustafa narendra nathan neil nelson
    nicholas nicolas nigel nikolai nikolas nils noel norbert norman olaf ole oleg oleh oliver omar oscar oskar
    otto pablo paolo pascal patrick paul pavel pavlo pedro peter petr petro phil philip philippe pierre piers piet
    piotr quentin rafael rajesh ralf ralph ramon raul ray raymond reinhard rene ricardo richard rick rob robert
    roberto rodrigo roger roland rolf roman ronald ross roy rudolf rudy rupert ruslan russell ryan salman salvador
    samuel sanjay santiago scott sean sebastian serge sergei sergey sergio serhiy seth shane sidney simon
    stanislav stanley stefan stephane stephen steve steven stewart stuart sven syed taras ted terence theodore
    thomas thorsten tim timothy tobias todd tom tomas tommaso tony trevor tristan udo ulrich umberto uwe valentin
    vasily vasyl vernon victor viktor vincent vincenzo vitali vitaly vladimir vladislav volker volodymyr walter
    warren wayne werner wilfried wilhelm william winston wladyslaw wojciech wolfgang xavier yannick yasser yevgeny
    yuri yusuf yves zbigniew zoltan"""
)
