/**
 * The first forty of the demo world: nobody is real, and their addresses lie in .example (RFC 2606), where no mail can go.
 * First name, last name, role, town, country, company, domain, employees.
 */
export const people = `
Maren    | Østby      | buyer    | Bergen       | Norway         | Fjordlys Energi      | fjordlys.example      | 420
Kofi     | Mensimah   | champion | Accra        | Ghana          | Akwaba Logistics     | akwaba.example        | 180
Lucía    | Arribas    | user     | Valencia     | Spain          | Naranjal Foods       | naranjal.example      | 95
Dmitri   | Volkonsky  | buyer    | Riga         | Latvia         | Amberline Shipping   | amberline.example     | 1300
Priya    | Raghunath  | champion | Pune         | India          | Sahyadri Health      | sahyadri.example      | 760
Owen     | Pritchard  | user     | Cardiff      | United Kingdom | Penrhos Timber       | penrhos.example       | 34
Aiko     | Morishige  | buyer    | Sendai       | Japan          | Hirosegawa Optics    | hirosegawa.example    | 2100
Beatriz  | Sacramento | champion | Porto        | Portugal       | Douro Instruments    | douro.example         | 260
Tunde    | Adebowale  | user     | Ibadan       | Nigeria        | Oke Ado Media        | okeado.example        | 58
Hanna    | Lindqvist  | buyer    | Umeå         | Sweden         | Björkö Paper         | bjorko.example        | 540
Mateo    | Ferrándiz  | champion | Rosario      | Argentina      | Litoral Agro         | litoral.example       | 310
Sinéad   | Gallagher  | user     | Sligo        | Ireland        | Rosses Point Marine  | rossespoint.example   | 22
Yusuf    | Karahan    | buyer    | Izmir        | Türkiye        | Ege Ceramics         | egeceramics.example   | 880
Noémie   | Vasseur    | champion | Lille        | France         | Filature du Nord     | filature.example      | 145
Chidi    | Onwuka     | user     | Enugu        | Nigeria        | Coal City Software   | coalcity.example      | 41
Ingrid   | Halvorsen  | buyer    | Tromsø       | Norway         | Nordlys Fisheries    | nordlys.example       | 610
Rafael   | Quintanilla| champion | Monterrey    | Mexico         | Cerro Steelworks     | cerro.example         | 1750
Zanele   | Mthembu    | user     | Durban       | South Africa   | Umgeni Water Tech    | umgeni.example        | 130
Piotr    | Wiśniewski | buyer    | Gdańsk       | Poland         | Motława Robotics     | motlawa.example       | 220
Leilani  | Kahale     | champion | Hilo         | United States  | Mauna Coffee         | mauna.example         | 67
Henrik   | Mortensen  | user     | Aarhus       | Denmark        | Havnens Design       | havnens.example       | 19
Farida   | Nazarova   | buyer    | Tashkent     | Uzbekistan     | Chorsu Textiles      | chorsu.example        | 930
Elliot   | Marchbanks | champion | Leeds        | United Kingdom | Aire Valley Trains   | airevalley.example    | 480
Mónica   | Dávalos    | user     | Quito        | Ecuador        | Pichincha Florals    | pichincha.example     | 88
Anselm   | Riedmüller | buyer    | Graz         | Austria        | Murtal Maschinen     | murtal.example        | 1150
Thandi   | Nkosana    | champion | Gaborone     | Botswana       | Okavango Lodges      | okavango.example      | 205
Giulia   | Bernasconi | user     | Lugano       | Switzerland    | Ceresio Watches      | ceresio.example       | 73
Samir    | Haddadin   | buyer    | Amman        | Jordan         | Petra Pharma         | petrapharma.example   | 660
Wen      | Jiahao     | champion | Taichung     | Taiwan         | Dadu Bicycles        | dadu.example          | 390
Róisín   | Flaherty   | user     | Galway       | Ireland        | Corrib Analytics     | corrib.example        | 27
Viktor   | Hájek      | buyer    | Brno         | Czechia        | Svratka Electric     | svratka.example       | 1480
Amara    | Diarra     | champion | Bamako       | Mali           | Sahel Solar          | sahelsolar.example    | 112
Joost    | van Dorp   | user     | Zwolle       | Netherlands    | IJssel Publishing    | ijssel.example        | 49
Nadia    | Benkirane  | buyer    | Fez          | Morocco        | Atlas Leather        | atlasleather.example  | 350
Callum   | Abernethy  | champion | Dundee       | United Kingdom | Tay Bridge Games     | taybridge.example     | 84
Sofia    | Papadaki   | user     | Heraklion    | Greece         | Minoan Oils          | minoan.example        | 61
Bruno    | Teixeira   | buyer    | Recife       | Brazil         | Capibaribe Data      | capibaribe.example    | 1020
Maja     | Kovačić    | champion | Split        | Croatia        | Marjan Yachts        | marjan.example        | 275
Tariq    | Siddiqi    | user     | Lahore       | Pakistan       | Ravi Printing        | ravi.example          | 53
Eleanor  | Whitcombe  | buyer    | Bristol      | United Kingdom | Severn Insurance     | severn.example        | 2600
`;
